import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { userId } from "@paceline/protocol";
import { federatedPlaces, startSynapse } from "@paceline/testkit/synapse";
import { answer, channelOf, joinClub, openBridge, postMeetup, roomPath } from "../demo/club.ts";
import { callJson, signInDemoPerson } from "../demo/matrix-person.ts";
import { meetupsOf, riversideWeek } from "../demo/meetup-plans.ts";
import { ana } from "../demo/people.ts";
import { startStack } from "./stack.ts";

type Event = { event_id: string; type: string; sender: string; content: { body?: string } };

const placed = async () => {
  const folder = await mkdtemp(join(tmpdir(), "paceline-federated-stack-"));
  const { places, ...certificates } = await federatedPlaces();
  const webFolder = join(folder, "web");
  await mkdir(webFolder);
  await writeFile(join(webFolder, "index.html"), "<title>Paceline</title>");
  const started = await startStack({ dataDir: join(folder, "data"), webFolder, place: places[0], testVariant: true });
  if (!started.ok) throw new Error(`${started.failure.code} ${started.failure.cause ?? ""}`);
  const away = await startSynapse(places[1]);
  onTestFinished(async () => {
    await Promise.all([started.value.stop(), away.stop()]);
    await certificates.remove();
    await rm(folder, { recursive: true, force: true });
  });
  return { stack: started.value, away };
};

test("C2 a member of another homeserver joins an open club by its id, reads its meetup and answers", async () => {
  const { stack, away } = await placed();
  const owner = await signInDemoPerson(stack.synapse, ana, "a password");
  const club = await (
    await openBridge(stack.bridge.baseUrl, owner)
  ).makeClub("federated", {
    name: "Riverside Wheelers",
    access: "open",
    sports: [],
  });
  await joinClub(club, owner);
  const room = channelOf(club, "meetups");
  const bot = userId(`@paceline:${stack.serverName}`);
  const [meetup] = meetupsOf(riversideWeek, "2026-11-16", bot);
  if (!meetup) throw new Error("no meetup");
  const card = await postMeetup(owner, room, meetup);

  const guest = await away.registerUser("guest", "a password", "Guest");
  const asGuest = (method: "GET" | "POST" | "PUT", path: string, body?: Record<string, unknown>) =>
    callJson(`${away.baseUrl}/_matrix/client/v3${path}`, method, guest.accessToken, body);
  for (const target of [roomPath(club.space_id), room])
    await asGuest("POST", `${target.replace("/rooms/", "/join/")}?via=${stack.serverName}`, {});
  // Older events come from the other server when the room is paged back.
  const read = async (): Promise<string[]> => {
    const { chunk } = (await asGuest("GET", `${room}/messages?dir=b&limit=100`)) as { chunk: Event[] };
    return chunk.filter(({ event_id }) => event_id === card).map(({ content }) => content.body?.split("\n")[0] ?? "");
  };
  await expect.poll(read).toEqual(["Tuesday chain gang"]);

  const person = {
    id: guest.userId,
    name: "Guest",
    get: (path: string) => asGuest("GET", path),
    post: (path: string, body: Record<string, unknown>) => asGuest("POST", path, body),
    put: (path: string, body: Record<string, unknown>) => asGuest("PUT", path, body),
  };
  await answer(person, room, meetup, card, { status: "yes", guests: 0 });
  const answered = async (): Promise<string[]> => {
    const { chunk } = (await owner.get(`${room}/messages?dir=b&limit=100`)) as {
      chunk: { type: string; sender: string }[];
    };
    return chunk.filter(({ type }) => type === "club.paceline.rsvp").map(({ sender }) => sender);
  };
  await expect.poll(answered).toEqual([guest.userId]);
});
