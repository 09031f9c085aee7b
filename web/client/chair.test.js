// SPDX-License-Identifier: Apache-2.0
import { assert, describe, refuses, same, test, until } from "../test/harness.js";
import { SwitchboardError } from "./error.js";
import { Rooms } from "./rooms.js";

/** The line of a client called "me", whose requests a test answers. */
function lineFor() {
  /** @type {{ frame: any, answer: (answer: any) => void, refuse: (code: string) => void }[]} */
  const asked = [];
  /** @type {import("./room.js").Line} */
  const line = {
    request: (frame) =>
      new Promise((resolve, reject) => {
        const plain = JSON.parse(JSON.stringify(frame));
        asked.push({ frame: plain, answer: resolve, refuse: (code) => reject(new SwitchboardError(code, code)) });
      }),
    tell: () => {},
    configuration: () => ({}),
    up: () => true,
    wake: () => {},
    self: () => "me",
    grace: () => 1000,
    refreshed: async () => {},
    report: (error) => {
      throw error;
    },
  };
  const next = async () => {
    await until(() => asked.length > 0, "something is asked");
    return /** @type {NonNullable<ReturnType<typeof asked.shift>>} */ (asked.shift());
  };
  return { line, asked, next };
}

/** A place for tickets. */
function storageFor() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return { getItem: (/** @type {string} */ key) => kept.get(key) ?? null, setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, value) };
}

const ALONE = { peers: [], chat: [], hands: [] };
const RULES = { lobby: true, locked: false, password: false };
const OWNED = { ...ALONE, role: "owner", rules: RULES, hosts: [{ peer: "me", role: "owner" }], ticket: "t1" };
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("Chair", () => {
  test("starts a room, and shows the ticket from then on", async () => {
    const { line, next } = lineFor();
    const storage = storageFor();
    const joining = new Rooms(line, storage).join("fair", { start: { lobby: true }, password: "sesame" });
    const { frame, answer } = await next();
    same(frame, { type: "join", room: "fair", password: "sesame", start: { lobby: true } });
    answer(OWNED);
    const { chair } = await joining;
    same([chair.role, chair.hosting, chair.rules], ["owner", true, RULES]);

    new Rooms(line, storage).join("fair").catch(() => {});
    same((await next()).frame, { type: "join", room: "fair", ticket: "t1" });
    new Rooms(line, storage).join("other").catch(() => {});
    same((await next()).frame, { type: "join", room: "other" });
  });

  test("waits until it is let in", async () => {
    const { line, next } = lineFor();
    const rooms = new Rooms(line, null);
    /** @type {any[]} */
    const told = [];
    const joining = rooms.join("fair", { waiting: (hosts) => told.push(hosts.length) });
    const { frame, answer } = await next();
    same(frame, { type: "join", room: "fair", knock: true });
    answer({ waiting: true, hosts: [] });
    await settled();
    rooms.receive(/** @type {any} */ ({ type: "lobby", room: "fair", hosts: [{ peer: "wei", about: {} }] }));
    same(told, [0, 1]);
    assert(!rooms.joined.has("fair"), "not in yet");
    rooms.receive(/** @type {any} */ ({ type: "admitted", room: "fair", ...ALONE, role: "guest", rules: RULES, hosts: [{ peer: "wei", role: "host" }] }));
    const room = await joining;
    same([room.joined, room.chair.role, room.chair.hosting], [true, "guest", false]);
  });

  test("is told why it does not get in", async () => {
    const { line, next } = lineFor();
    const rooms = new Rooms(line, null);
    const joining = rooms.join("fair", { waiting: () => {} });
    (await next()).answer({ waiting: true, hosts: [] });
    await settled();
    rooms.receive(/** @type {any} */ ({ type: "dismissed", room: "fair", reason: "denied" }));
    await refuses(joining, "denied");
    const again = rooms.join("fair");
    (await next()).refuse("room-locked");
    await refuses(again, "room-locked");
  });

  test("gives up", async () => {
    const { line, next, asked } = lineFor();
    const rooms = new Rooms(line, null);
    const given = new AbortController();
    const joining = rooms.join("fair", { waiting: () => {}, signal: given.signal });
    (await next()).answer({ waiting: true, hosts: [] });
    await settled();
    given.abort();
    await refuses(joining, "cancelled");
    same(asked.map(({ frame }) => frame.type), ["leave"]);
  });

  test("gives up before the answer came", async () => {
    const { line, next, asked } = lineFor();
    const given = new AbortController();
    const joining = new Rooms(line, null).join("fair", { signal: given.signal });
    const { answer } = await next();
    given.abort();
    answer(ALONE);
    await refuses(joining, "cancelled");
    same(asked.map(({ frame }) => frame.type), ["leave"]);
  });

  test("gives up before anything was asked", async () => {
    const { line, asked } = lineFor();
    const given = new AbortController();
    const joining = new Rooms(line, null).join("fair", { signal: given.signal });
    given.abort();
    await refuses(joining, "cancelled");
    same(asked, []);
  });

  test("joins again right after giving up", async () => {
    const { line, next } = lineFor();
    const rooms = new Rooms(line, null);
    const given = new AbortController();
    const first = rooms.join("fair", { signal: given.signal });
    const { answer } = await next();
    given.abort();
    const second = rooms.join("fair");
    same([(await next()).frame.type, (await next()).frame.type], ["leave", "join"]);
    answer(ALONE);
    await refuses(first, "cancelled");
    rooms.receive(/** @type {any} */ ({ type: "peer-joined", room: "fair", peer: "wei", about: {} }));
    second.catch(() => {});
  });

  test("knocks again where the server forgot", async () => {
    const { line, next } = lineFor();
    const rooms = new Rooms(line, null);
    const joining = rooms.join("fair", { waiting: () => {} });
    (await next()).answer({ waiting: true, hosts: [] });
    await settled();
    rooms.restore();
    const { frame, answer } = await next();
    same(frame.type, "join");
    answer(ALONE);
    assert((await joining).joined, "in");
  });

  test("keeps who knocks, hands and roles", async () => {
    const { line, next } = lineFor();
    const rooms = new Rooms(line, null);
    const joining = rooms.join("fair");
    (await next()).answer({ ...OWNED, peers: [{ peer: "wei", about: {} }], hands: [{ peer: "wei", at: 5 }] });
    const { chair } = await joining;
    let changes = 0;
    /** @type {any[]} */
    const told = [];
    chair.on("changed", () => changes++);
    chair.on("knock", ({ peer }) => told.push(["knock", peer]));
    chair.on("asked", ({ from, wish }) => told.push(["asked", from, wish]));
    const hear = (/** @type {any} */ frame) => rooms.receive({ room: "fair", ...frame });
    hear({ type: "hand-raised", peer: "me", at: 7 });
    same([...chair.hands], [["wei", 5], ["me", 7]]);
    hear({ type: "knock", peer: "jun", about: { name: "Jun" } });
    hear({ type: "knock", peer: "jun", about: { name: "Jun" } });
    same([...chair.waiting.keys()], ["jun"]);
    hear({ type: "role-changed", peer: "wei", role: "owner" });
    hear({ type: "asked", from: "wei", wish: "mute" });
    hear({ type: "rules-changed", rules: { lobby: false, locked: true, password: false } });
    same([chair.roles.get("wei"), chair.rules?.locked], ["owner", true]);
    hear({ type: "peer-left", peer: "wei", removed: true });
    same([[...chair.hands.keys()], chair.roles.has("wei")], [["me"], false]);
    hear({ type: "role-changed", peer: "me", role: "guest" });
    same([chair.hosting, chair.waiting.size], [false, 0]);
    same(told, [["knock", "jun"], ["asked", "wei", "mute"]]);
    assert(changes > 5, `${changes} changes`);
  });

  test("tells why we are out", async () => {
    const { line, next } = lineFor();
    const rooms = new Rooms(line, null);
    const joining = rooms.join("fair");
    (await next()).answer(OWNED);
    const room = await joining;
    /** @type {string[]} */
    const left = [];
    room.on("left", (reason) => left.push(reason));
    rooms.receive({ type: "dismissed", room: "fair", reason: "ended" });
    same([left, room.reason, room.joined, rooms.joined.size], [["ended"], "ended", false, 0]);
  });

  test("sets its rules again after a restart of the server", async () => {
    const { line, next } = lineFor();
    const rooms = new Rooms(line, null);
    const joining = rooms.join("fair", { start: { password: "sesame" } });
    (await next()).answer({ ...OWNED, rules: { lobby: false, locked: false, password: true } });
    await joining;
    rooms.restore();
    const { frame, answer } = await next();
    same(frame, { type: "join", room: "fair", ticket: "t1" });
    answer({ ...OWNED, rules: { lobby: true, locked: false, password: false } });
    await settled();
    same((await next()).frame, { type: "rules", room: "fair", lobby: false, locked: false, password: "sesame" });
  });

  test("does not set a password that never was the room's: somebody had the room, or it was kept with another one", async () => {
    const storage = storageFor();
    for (const answered of [{ ...OWNED, role: "guest", hosts: [{ peer: "wei", role: "owner" }] }, OWNED]) {
      const { line, next } = lineFor();
      const rooms = new Rooms(line, storage);
      const joining = rooms.join("fair", { start: { password: "ours" } });
      (await next()).answer({ ...answered, rules: { lobby: false, locked: false, password: true } });
      const { chair } = await joining;
      rooms.receive(/** @type {any} */ ({ type: "role-changed", room: "fair", peer: "me", role: "host" }));
      same(chair.hosting, true);
      rooms.restore();
      (await next()).answer({ ...OWNED, role: "host" });
      await settled();
      // Nobody knows it any more, so newcomers knock.
      same((await next()).frame, { type: "rules", room: "fair", lobby: true, locked: false });
    }
  });

  test("does not set its old password when another host has set one since", async () => {
    const { line, next } = lineFor();
    const rooms = new Rooms(line, null);
    const joining = rooms.join("fair", { start: { password: "ours" } });
    (await next()).answer({ ...OWNED, rules: { lobby: false, locked: false, password: true } });
    await joining;
    for (const password of [false, true]) rooms.receive(/** @type {any} */ ({ type: "rules-changed", room: "fair", rules: { lobby: false, locked: false, password } }));
    rooms.restore();
    (await next()).answer(OWNED);
    await settled();
    same((await next()).frame, { type: "rules", room: "fair", lobby: true, locked: false });
  });
});
