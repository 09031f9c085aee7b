// SPDX-License-Identifier: Apache-2.0
import { connect } from "../client/switchboard.js";
import { listen } from "../test/listen.js";
import { FakeServer } from "../test/fake.js";
import { describe, same, test, until } from "../test/harness.js";
import { DEFAULTS } from "./prefs.js";
import { Bell } from "./ringing.js";
import { initialState, newCall } from "./state.js";
import { Store } from "./store.js";

/** The bell of somebody on a server that answers rings when the test lets it, and who is on it besides.
 * @param {(here: { bell: Bell, store: import("./state.js").AppStore, server: FakeServer, met: any[], answer: (n: number) => void, rings: any[] }) => Promise<void>} body */
async function withBell(body) {
  const server = new FakeServer();
  /** @type {any[]} */
  const rings = [];
  server.deaf = frame => frame.type === "ring" && rings.push(frame) > 0;
  const store = new Store(initialState(DEFAULTS, "en"));
  const line = connect({ url: "ws://fake", WebSocket: server.WebSocket, storage: null });
  /** @type {any[]} */
  const met = [];
  const bell = new Bell(store, line, place => met.push(place));
  await until(() => line.peer, "a line");
  const ours = server.find(line.peer);
  if (!ours) throw new Error("not there");
  const answer = (/** @type {number} */ n) => server.tell(ours, { type: "ok", re: rings[n].id, call: `call-${n}` });
  try {
    await body({ bell, store, server, met, answer, rings });
  } finally {
    bell.end();
    line.close();
  }
}

describe("ringing", () => {
  test("of one person is given up though another is rung before the server answers", () => withBell(async ({ bell, store, server, met, answer, rings }) => {
    const first = bell.ring("ana");
    bell.end();
    const second = bell.ring("bob");
    await until(() => rings.length === 2, "both rings");
    answer(0);
    await first;
    same(store.state.ring?.handle, "bob");
    await until(() => server.log.some(frame => frame.type === "cancel" && frame.call === "call-0"), "the first one cancelled");
    answer(1);
    await second;
    accepted(server, "call-0");
    accepted(server, "call-1");
    await until(() => met.length > 0, "a place to meet");
    same(met, [{ room: rings[1].data.room }]);
  }));

  test("somebody into a room ends when we leave that room", () => withBell(async ({ bell, store, server, answer, rings }) => {
    store.set({ call: newCall("brass-lamp-42") });
    const ring = bell.ring("ana", "brass-lamp-42");
    await until(() => rings.length === 1, "the ring");
    answer(0);
    await ring;
    same(store.state.ring?.way, "out");
    store.set({ call: null });
    same(store.state.ring, null);
    await until(() => server.log.some(frame => frame.type === "cancel"), "a cancelled call");
  }));

  test("is heard at both ends, and no longer than it lasts", () => withBell(async ({ bell, store, server, answer, rings }) => {
    const { sounds, silent, end } = listen();
    for (const [n, over] of [() => bell.end(), () => ended(server, "call-1")].entries()) {
      const ring = bell.ring("ana");
      await until(() => rings.length > n, "the ring");
      answer(n);
      await ring;
      await until(sounds, "the tone of a bell that rings elsewhere");
      over();
      await until(silent, "silence");
    }
    for (const over of [() => bell.end(), () => ended(server, "call-7")]) {
      rung(server, "call-7");
      await until(sounds, "our bell");
      same([store.state.ring?.way, store.state.ring?.name], ["in", "Ana"]);
      over();
      await until(silent, "silence");
      same(store.state.ring, null);
    }
    end();
  }));

  test("leaves a missed call with those who did not answer, and none with those who declined", () => withBell(async ({ bell, store, server }) => {
    rung(server, "call-1");
    await until(() => store.state.ring, "a ring");
    bell.end();
    await until(() => server.log.some(frame => frame.type === "decline"), "declined");
    same(store.state.prefs.missed, []);
    rung(server, "call-2");
    await until(() => store.state.ring, "a ring");
    rung(server, "call-3", "bob"); // meanwhile
    await until(() => server.log.some(frame => frame.type === "decline" && frame.reason === "busy"), "busy");
    ended(server, "call-2");
    await until(() => !store.state.ring, "the end");
    same(store.state.prefs.missed.map(({ handle, name }) => [handle, name]), [["ana", "Ana"], ["bob", "Ana"]]);
  }));
});

/** Somebody rings us. @param {FakeServer} server @param {string} call @param {string} [handle] */
function rung(server, call, handle = "ana") {
  for (const someone of server.people.values()) server.tell(someone, { type: "ring", call, from: "peer-a", handle, about: { name: "Ana" }, data: { room: "r", video: true } });
}

/** The other side gave up. @param {FakeServer} server @param {string} call */
function ended(server, call) {
  for (const someone of server.people.values()) server.tell(someone, { type: "call-ended", call, reason: "cancelled" });
}

/** The other side answers. @param {FakeServer} server @param {string} call */
function accepted(server, call) {
  for (const someone of server.people.values()) server.tell(someone, { type: "accepted", call, data: {} });
}
