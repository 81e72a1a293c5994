const FOOTER = 48;
const TRAILER_SNAPPY = 1;

/** The unpacked data blocks of a LevelDB table file (leveldb/doc/table_format.md). Nothing where the file is no table, such as a torn one. */
export function levelDbBlocks(file: Buffer): Buffer[] {
  if (file.length < FOOTER) return [];
  const footer = new Reader(file.subarray(file.length - FOOTER));
  footer.handle();
  const index = blockAt(file, footer.handle());
  if (index === undefined) return [];
  return handlesIn(index).flatMap((handle) => blockAt(file, handle) ?? []);
}

type Handle = { readonly offset: number; readonly size: number };

function blockAt(file: Buffer, { offset, size }: Handle): Buffer | undefined {
  const packed = file.subarray(offset, offset + size);
  if (packed.length < size) return undefined;
  return file[offset + size] === TRAILER_SNAPPY ? unsnappy(packed) : packed;
}

/** An index block maps keys to handles; its end is a list of restart points. */
function handlesIn(index: Buffer): Handle[] {
  const restarts = index.readUInt32LE(index.length - 4);
  const entries = new Reader(index.subarray(0, index.length - 4 * (restarts + 1)));
  const handles: Handle[] = [];
  while (!entries.done) {
    entries.varint();
    const own = entries.varint();
    const length = entries.varint();
    entries.skip(own);
    handles.push(new Reader(entries.take(length)).handle());
  }
  return handles;
}

/** Snappy's raw format (google/snappy, format_description.txt). */
export function unsnappy(packed: Buffer): Buffer {
  const from = new Reader(packed);
  const out = Buffer.alloc(from.varint());
  let at = 0;
  while (!from.done) {
    const tag = from.byte();
    const high = tag >> 2;
    if ((tag & 3) === 0) {
      const length = (high < 60 ? high : from.little(high - 59)) + 1;
      from.take(length).copy(out, at);
      at += length;
      continue;
    }
    const short = (tag & 3) === 1;
    const length = short ? (high & 7) + 4 : high + 1;
    const back = short ? ((tag >> 5) << 8) | from.byte() : from.little((tag & 3) === 2 ? 2 : 4);
    // A copy may reach into what it writes itself, so it goes byte by byte.
    for (let end = at + length; at < end; at++) out[at] = out[at - back] ?? 0;
  }
  return out;
}

class Reader {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  take(length: number): Buffer {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  skip(length: number): void {
    this.at += length;
  }

  little(bytes: number): number {
    return this.take(bytes).readUIntLE(0, bytes);
  }

  /** Seven bits a byte, lowest first. */
  varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  handle(): Handle {
    return { offset: this.varint(), size: this.varint() };
  }
}
