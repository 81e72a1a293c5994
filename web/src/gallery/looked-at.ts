/** Ids that React counts up on a page say nothing of what stands there. */
const COUNTED = /_r_[0-9a-z]+_/g;

/** One number for the same text, so that a whole part of a page is compared by one number. */
const numbers = new Map<string, number>();
function numberOf(text: string): number {
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  return number;
}

const tagOf = (element: Element): number => {
  const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`);
  return numberOf(`<${element.localName} ${attributes.join(" ")}>`.replace(COUNTED, ""));
};
function wholeOf(node: Node, wholes: Map<Node, number>): number {
  const inner = [...node.childNodes].map((child) => wholeOf(child, wholes));
  const whole = numberOf(`${node instanceof Element ? tagOf(node) : (node.nodeValue ?? "")} ${inner.join(" ")}`);
  wholes.set(node, whole);
  return whole;
}

/**
 * Remembers what was looked at. States of a view share most of what they show, and an element with the same elements inside it, within the same elements and
 * with the same one before it, looks the same again.
 */
export class LookedAt {
  readonly #seen = new Set<string>();

  /** The largest parts below `root` that stood just so before; `done` says that the rest has now been looked at as well. */
  of(root: Element): { readonly again: readonly Element[]; readonly done: () => void } {
    const wholes = new Map<Node, number>();
    wholeOf(root, wholes);
    const again: Element[] = [];
    const fresh: string[] = [];
    const visit = (element: Element, around: number): void => {
      const { previousElementSibling: before } = element;
      const key = `${around} ${before === null ? "" : tagOf(before)} ${wholes.get(element)}`;
      if (this.#seen.has(key)) {
        again.push(element);
        return;
      }
      fresh.push(key);
      const within = numberOf(`${around} ${tagOf(element)}`);
      for (const child of element.children) visit(child, within);
    };
    visit(root, 0);
    return { again, done: () => fresh.forEach((key) => this.#seen.add(key)) };
  }
}
