// SPDX-License-Identifier: Apache-2.0
import { FakeServer } from "../test/fake.js";
import { assert, describe, refuses, same, sleep, test, until } from "../test/harness.js";
import { connect } from "./switchboard.js";

/** @param {FakeServer} server @param {import("./switchboard.js").Options} [more] */
function dial(server, more) {
  return connect({ url: "ws://fake", WebSocket: server.WebSocket, pauses: [1], storage: null, ...more });
}

/** A Storage of our own. */
function storage() {
  /** @type {Map<string, string>} */
  const map = new Map();
  return {
    map,
    /** @param {string} key */
    getItem: (key) => map.get(key) ?? null,
    /** @param {string} key @param {string} value */
    setItem: (key, value) => void map.set(key, value),
    /** @param {string} key */
    removeItem: (key) => void map.delete(key),
  };
}

describe("Switchboard", () => {
  test("is ready with the first welcome, or never", async () => {
    const server = new FakeServer();
    const board = dial(server);
    same([board.state, board.peer, board.limits], ["connecting", "", undefined]);
    await board.ready;
    same([board.state, board.peer, board.limits?.frame], ["connected", "peer-0001", 262144]);
    board.close();
    await refuses(board.join("r"), "closed");
    server.down = true;
    const other = dial(server);
    other.close();
    await refuses(other.ready, "closed");
  });

  test("says how it fares", async () => {
    const server = new FakeServer();
    const board = dial(server);
    /** @type {any[]} */
    const states = [];
    board.on("state", ({ state, code }) => states.push([state, code]));
    await board.ready;
    server.wires.forEach((wire) => wire.cut());
    await until(() => states.length === 3);
    server.wires.forEach((wire) => wire.close(4409));
    await until(() => states.length === 4);
    same(
      states,
      [["connected"], ["reconnecting", 1006], ["connected"], ["closed", 4409]].map(([state, code]) => [state, code]),
    );
  });

  test("asks for what it had after a fresh start", async () => {
    const server = new FakeServer();
    const board = dial(server, { handle: "ana", about: { name: "Ana" } });
    const room = await board.join("r");
    await board.describe({ name: "Ana", hand: true });
    await board.status("away");
    const { people } = await board.watch();
    same([board.handle, people.get("ana")?.status], ["ana", "away"]);
    server.log.length = 0;
    server.restart();
    await until(() => server.log.length === 4);
    await until(() => server.rooms.get("r")?.size === 1 && board.handle === "ana");
    same(server.log.map(({ type }) => type).sort(), ["claim", "join", "status", "watch"]);
    const [someone] = server.people.values();
    same([someone.id, someone.about, someone.status, room.joined], [board.peer, { name: "Ana", hand: true }, "away", true]);
    board.close();
  });

  test("asks again for what had no answer when the server restarted", async () => {
    const server = new FakeServer();
    const board = dial(server);
    await board.ready;
    server.deaf = () => true;
    const all = [board.join("r"), board.claim("ana"), board.status("busy"), board.watch(), board.describe({ name: "Ana" })];
    const lost = [board.ring("bob"), board.send("bob", 1)].map((request) => refuses(request, "closed"));
    await until(() => server.log.length === 7);
    server.deaf = () => false;
    server.restart();
    await Promise.all([...all, ...lost]);
    same([board.handle, board.rooms.size], ["ana", 1]);
    board.close();
  });

  test("takes its handle back from its former self, and knows when another does", async () => {
    const server = new FakeServer();
    const drawer = storage();
    const first = dial(server, { handle: "ana", storage: drawer });
    await until(() => first.handle === "ana");
    const lost = new Promise((resolve) => first.on("handle-lost", resolve));
    const second = dial(server, { handle: "ana", storage: drawer });
    same(await lost, "ana");
    await until(() => second.handle === "ana");
    same(first.handle, undefined);
    const stranger = dial(server, { storage: storage() });
    await refuses(stranger.claim("ana"), "handle-taken");
    const eager = dial(server, { handle: "ana" });
    const error = await new Promise((resolve) => eager.on("error", resolve));
    same(error.code, "handle-taken");
    await second.release();
    same([second.handle, drawer.map.size], [undefined, 0]);
    [first, second, stranger, eager].forEach((board) => board.close());
  });

  test("works where storage does not", async () => {
    const broken = () => {
      throw new Error("SecurityError");
    };
    const board = dial(new FakeServer(), { handle: "ana", storage: { getItem: broken, setItem: broken, removeItem: broken } });
    await until(() => board.handle === "ana");
    board.close();
  });

  test("rings, and tells late listeners how it went", async () => {
    const server = new FakeServer();
    const [ana, bob] = [dial(server, { handle: "ana", about: { name: "Ana" } }), dial(server, { handle: "bob" })];
    await until(() => bob.handle && ana.handle);
    /** @type {import("./switchboard.js").Call[]} */
    const rings = [];
    bob.on("ring", (call) => rings.push(call));
    const call = await ana.ring("bob", { room: "r" });
    await until(() => rings.length === 1);
    same(
      [rings[0].incoming, rings[0].state, rings[0].from, rings[0].handle, rings[0].about, rings[0].data],
      [true, "ringing", ana.peer, "ana", { name: "Ana" }, { room: "r" }],
    );
    await until(() => server.log.some(({ type }) => type === "ringing"));
    const someone = server.people.get(ana.peer);
    assert(someone);
    server.tell(someone, { type: "ringing", call: call.id });
    await until(() => call.state === "ringing");
    server.tell(someone, { type: "accepted", call: call.id, data: { video: false } });
    await until(() => call.state === "accepted");
    /** @type {any[]} */
    const told = [];
    call.on("accepted", (outcome) => told.push(outcome));
    call.on("ringing", () => told.push("ringing"));
    same(told, [{ data: { video: false }, first: { room: "r" } }]);
    await refuses(ana.ring("nobody"), "peer-unknown");

    const other = await ana.ring("bob");
    await until(() => rings.length === 2);
    server.restart();
    await until(() => other.state === "ended" && rings[1].state === "ended");
    other.once("ended", ({ reason }) => told.push(reason));
    same(told.at(-1), "gone");
    [ana, bob].forEach((board) => board.close());
  });

  test("means one call when two ring each other", async () => {
    const server = new FakeServer();
    const bob = dial(server);
    await bob.ready;
    const someone = server.people.get(bob.peer);
    assert(someone);
    const ringing = new Promise((resolve) => bob.on("ring", resolve));
    server.deaf = ({ type }) => type === "ring";
    server.tell(someone, { type: "ring", call: "c", from: "ana", data: { room: "hers" } });
    const incoming = /** @type {import("./switchboard.js").Call} */ (await ringing);
    const asked = bob.ring("ana", { room: "his" });
    const request = await until(() => server.log.find(({ type }) => type === "ring"));
    server.tell(someone, { type: "ok", re: request.id, call: "c", accepted: true, data: { room: "hers" } });
    const outgoing = await asked;
    /** @type {any[]} */
    const told = [];
    for (const call of [incoming, outgoing]) call.on("accepted", ({ first }) => told.push(first));
    same(told, [{ room: "hers" }, { room: "hers" }]);
    bob.close();
  });

  test("leaves at once when the page goes, and comes back as somebody else", async () => {
    const server = new FakeServer();
    const board = dial(server, { handle: "ana" });
    const room = await board.join("r");
    await until(() => board.handle);
    const before = board.peer;
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    await until(() => server.people.size === 0, "gone", 200);
    await sleep(20);
    same([board.state, server.dialled], ["reconnecting", 1]);
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    await until(() => server.rooms.get("r")?.size === 1 && board.handle === "ana");
    same([room.joined, board.peer !== before], [true, true]);
    board.close();
  });

  test("dials at once when the browser is online again", async () => {
    const server = new FakeServer();
    const board = dial(server, { pauses: [1e6] });
    await board.ready;
    server.wires.forEach((wire) => wire.cut());
    await until(() => board.state === "reconnecting");
    dispatchEvent(new Event("online"));
    await until(() => board.state === "connected", "connected", 500);
    board.close();
  });

  test("keeps the map of people up to date", async () => {
    const server = new FakeServer();
    const board = dial(server);
    const { people } = await board.watch();
    const [someone] = server.people.values();
    let changes = 0;
    board.on("people", (map) => map === people && changes++);
    server.tell(someone, { type: "person-online", handle: "bob", peer: "b", status: "available", about: {} });
    server.tell(someone, { type: "person-changed", handle: "bob", peer: "b", status: "busy", about: { name: "Bob" } });
    await until(() => people.get("bob")?.status === "busy");
    server.tell(someone, { type: "person-offline", handle: "bob" });
    await until(() => people.size === 0);
    same(changes, 3);
    await board.unwatch();
    board.close();
  });
});
