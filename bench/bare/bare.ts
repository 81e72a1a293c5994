import { ClientEvent, createClient, IndexedDBStore, MatrixEventEvent, RoomEvent, SyncState } from "matrix-js-sdk";
import type { MatrixClient, MatrixEvent, Room } from "matrix-js-sdk";

/**
 * What an engineer gets from matrix-js-sdk in an afternoon: its own store, its own crypto, a list, a timeline and a box, without style. The other
 * side of the benchmarks. The page is told who it is by its storage and driven by clicks and keys; the bench watches the document.
 */
type Who = {
  readonly baseUrl: string;
  readonly userId: string;
  readonly deviceId: string;
  readonly accessToken: string;
};

const list = document.querySelector("#rooms") as HTMLUListElement;
const timeline = document.querySelector("#timeline") as HTMLOListElement;
const box = document.querySelector("#box") as HTMLTextAreaElement;

async function start(who: Who): Promise<void> {
  const store = new IndexedDBStore({ indexedDB, localStorage, dbName: "bare" });
  const client = createClient({ ...who, store });
  await store.startup();
  await client.initRustCrypto({ cryptoDatabasePrefix: "bare" });
  client.on(ClientEvent.Sync, (state) => {
    if (state === SyncState.Prepared) showRooms(client);
  });
  // The store writes every five minutes by itself; the bench asks for it before it closes the page.
  Object.assign(window, { save: () => store.save(true) });
  await client.startClient({ lazyLoadMembers: true });
}

function showRooms(client: MatrixClient): void {
  const rooms = client.getRooms().toSorted((a, b) => b.getLastActiveTimestamp() - a.getLastActiveTimestamp());
  list.replaceChildren(
    ...rooms.map((room) => {
      const item = document.createElement("li");
      item.textContent = room.name;
      item.addEventListener("click", () => openRoom(client, room));
      return item;
    }),
  );
}

function openRoom(client: MatrixClient, room: Room): void {
  const show = (): void => timeline.replaceChildren(...room.getLiveTimeline().getEvents().map(line));
  show();
  void room.decryptAllEvents();
  room.on(RoomEvent.Timeline, show);
  room.on(RoomEvent.LocalEchoUpdated, show);
  client.on(MatrixEventEvent.Decrypted, show);
  document.title = room.name;
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    void client.sendTextMessage(room.roomId, box.value);
    box.value = "";
  });
}

function line(event: MatrixEvent): HTMLLIElement {
  const item = document.createElement("li");
  const body: unknown = event.getContent()["body"];
  item.textContent = typeof body === "string" ? body : event.getType();
  return item;
}

const saved = localStorage.getItem("who");
if (saved !== null) await start(JSON.parse(saved) as Who);
