// SPDX-License-Identifier: Apache-2.0
import { connect } from "../client/switchboard.js";
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
});

/** The other side answers. @param {FakeServer} server @param {string} call */
function accepted(server, call) {
  for (const someone of server.people.values()) server.tell(someone, { type: "accepted", call, data: {} });
}
