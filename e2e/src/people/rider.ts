import { expect } from "@playwright/test";
import type { Browser, BrowserContext, Locator, Page } from "@playwright/test";

/** Where all of them live. */
const ZONE = "Europe/Berlin";

export type Account = {
  readonly userId: string;
  readonly name: string;
  readonly localpart: string;
  readonly password: string;
};

/** A person at a browser of their own: does by click and key what anybody does, and finds what they would look at. */
export class Rider {
  readonly account: Account;
  readonly page: Page;
  readonly context: BrowserContext;
  recoveryKey = "";

  private constructor(account: Account, context: BrowserContext, page: Page) {
    this.account = account;
    this.context = context;
    this.page = page;
  }

  /** Opens the client in a browser context of its own, signed out. */
  static async at(browser: Browser, origin: string, account: Account): Promise<Rider> {
    const context = await browser.newContext({ baseURL: origin, locale: "en-GB", timezoneId: ZONE });
    const rider = new Rider(account, context, await context.newPage());
    await rider.page.goto("/");
    return rider;
  }

  /** At a page that is open already: another tab, or a browser that keeps its profile. */
  static async on(page: Page, account: Account, address = "/"): Promise<Rider> {
    const rider = new Rider(account, page.context(), page);
    await page.goto(address);
    return rider;
  }

  async signIn(): Promise<void> {
    const { page } = this;
    await page.getByLabel("Name", { exact: true }).fill(this.account.localpart);
    await page.getByLabel("Password").fill(this.account.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
  }

  /** The first set-up, as shown on the first device: name, recovery key, proof that it was saved. */
  async setUp(): Promise<void> {
    const { page } = this;
    await page.getByRole("button", { name: "Continue" }).click();
    this.recoveryKey = (await page.getByLabel("Recovery key").innerText()).trim();
    await page.getByText("I saved it where I’ll find it again").click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Recovery key").fill(this.recoveryKey);
    await page.getByRole("button", { name: "Finish" }).click();
    await expect(page.getByRole("navigation").first()).toBeVisible();
  }

  /** Goes to an address inside the app, as its links do, and is there. Loading it would start page and engine anew, for five times the work. */
  async to(address: string): Promise<void> {
    const { page } = this;
    await page.evaluate((href) => history.pushState(null, "", href), address);
    await page.waitForFunction((): boolean => {
      // The router tells the page which address it has put on the screen. A page that was just loaded may have none yet.
      const href = Reflect.get(globalThis, "__TSR_ROUTER__")?.state.resolvedLocation?.href;
      return decodeURIComponent(href) === decodeURIComponent(location.pathname + location.search);
    });
  }

  /** Goes to a place inside the app by its link. */
  async rail(name: string): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Places" })
      .getByRole("link", { name: new RegExp(`${name}$`) })
      .click();
  }

  async makeClub(name: string, access: "Everybody" | "Whom you let in"): Promise<void> {
    const { page } = this;
    await this.to("/clubs/new");
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByText(access, { exact: true }).click();
    await page.getByRole("button", { name: "Make the club" }).click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  }

  /** The link others ask to join with. */
  async shareLink(): Promise<string> {
    const { page } = this;
    await page.getByRole("button", { name: "Share" }).click();
    const link = await page.getByRole("dialog").getByLabel("Link").inputValue();
    await page.keyboard.press("Escape");
    return link;
  }

  /** Looks for a club by its name, or by a link. */
  async findClub(words: string): Promise<void> {
    const { page } = this;
    await this.to("/clubs");
    await page.getByLabel("Name of a club, or a link you were given").fill(words);
    await page.getByRole("button", { name: "Find", exact: true }).click();
  }

  /** Pastes a link into the page for clubs and asks to be let in. */
  async askToJoin(link: string, reason: string): Promise<void> {
    const { page } = this;
    await this.findClub(link);
    await page.getByRole("button", { name: "Ask to join" }).click();
    await page.getByLabel("A word about you").fill(reason);
    await page.getByRole("button", { name: "Send request" }).click();
    await expect(
      page
        .getByText("Your request is with the captains.")
        .or(page.getByText("Asked", { exact: true }))
        .first(),
    ).toBeVisible();
  }

  async openChannel(name: string): Promise<void> {
    await this.page
      .getByRole("link", { name: new RegExp(name) })
      .first()
      .click();
    await expect(this.composer()).toBeVisible();
  }

  /** Starts a group with people found by their ids; stands in it afterwards. Gives its id. */
  async makeGroup(name: string, userIds: readonly string[]): Promise<string> {
    const { page } = this;
    await this.to("/chats/new");
    for (const userId of userIds) {
      await page.getByLabel("Name or @person:server").fill(userId);
      await page.getByRole("button", { name: new RegExp(userId) }).click();
    }
    await page.getByLabel("Name of the group").fill(name);
    await page.getByRole("button", { name: "Start group" }).click();
    await expect(this.composer()).toBeVisible();
    return decodeURIComponent(new URL(page.url()).pathname.split("/chats/")[1] ?? "");
  }

  /** Opens a chat one was invited to, and accepts. */
  async acceptChat(roomId: string): Promise<void> {
    const { page } = this;
    await this.to(`/chats/${encodeURIComponent(roomId)}`);
    await page.getByRole("main").getByRole("button", { name: "Accept" }).click();
    await expect(this.composer()).toBeVisible();
  }

  /** In an open chat: what it is about and who is in it. */
  async about(): Promise<Locator> {
    const aside = this.page.getByRole("complementary", { name: /^About this/ });
    // What stood open beside the chat before stays open beside this one.
    if (!(await aside.isVisible())) await this.page.getByRole("button", { name: "About this chat" }).click();
    await expect(aside).toBeVisible();
    return aside;
  }

  /** From a club's page: the form, then the meetup's own page. Starts at `startMs`, without one in a week at nine. */
  async postMeetup(meetup: {
    readonly title: string;
    readonly place: string;
    readonly seats: number;
    readonly notes?: string;
    readonly startMs?: number;
  }): Promise<void> {
    const { page } = this;
    const [date = "", time = ""] = meetup.startMs === undefined ? [nextWeek(), "09:00"] : dateAndTime(meetup.startMs);
    await page.getByRole("link", { name: "New meetup" }).click();
    await page.getByLabel("Title").fill(meetup.title);
    await page.getByLabel("Date").fill(date);
    await page.getByLabel("Start").fill(time);
    await page.getByLabel("Meeting point").fill(meetup.place);
    if (!(await page.getByLabel("Seats").isVisible())) await page.getByText("Details", { exact: true }).click();
    await page.getByLabel("Seats").fill(String(meetup.seats));
    if (meetup.notes !== undefined) await page.getByLabel("Notes").fill(meetup.notes);
    await page.getByRole("button", { name: "Post meetup" }).click();
    await page
      .getByRole("log")
      .getByRole("link", { name: new RegExp(meetup.title) })
      .first()
      .click();
    await expect(page.getByRole("heading", { name: meetup.title })).toBeVisible();
  }

  /** On a meetup's page. */
  async answer(words: "Going" | "Maybe" | "Can’t"): Promise<void> {
    await this.page.getByRole("radio", { name: words }).first().click();
  }

  /** On the page of a meetup of one's own. */
  async changeStart(time: string): Promise<void> {
    const { page } = this;
    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByLabel("Start").fill(time);
    await page.getByRole("button", { name: "Save changes" }).click();
  }

  async cancelMeetup(reason: string): Promise<void> {
    const { page } = this;
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Cancel meetup" }).click();
    await page.getByLabel("Reason").fill(reason);
    await page.getByRole("button", { name: "Cancel meetup" }).click();
  }

  composer(): Locator {
    return this.page.getByRole("textbox", { name: /^(Message|Announce to)/ });
  }

  async say(text: string): Promise<void> {
    await this.composer().fill(text);
    await this.composer().press("Enter");
  }

  message(text: string | RegExp): Locator {
    return this.page.getByRole("log", { name: "Messages" }).getByText(text).first();
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

const nextWeek = (): string => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

/** `2026-11-27` and `18:05`, as its fields take them. */
const dateAndTime = (ms: number): readonly string[] =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" }).format(ms).split(" ");
