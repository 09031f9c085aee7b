// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../test/harness.js";
import { order } from "./pages/board.js";
import { orderPeople } from "./call/stage.js";
import { DEFAULTS, parsePrefs } from "./prefs.js";
import { Store } from "./store.js";

describe("preferences", () => {
  test("of the wrong shape are as if they were not there", () => {
    same(parsePrefs(null), DEFAULTS);
    same(parsePrefs("{broken"), DEFAULTS);
    same(parsePrefs('{"name":7,"recent":"x","mirror":"yes","evil":1}'), DEFAULTS);
    same(parsePrefs('{"name":"Ana","recent":[{"room":"a","at":1},{"room":2},null]}').recent, [{ room: "a", at: 1 }]);
  });
});

describe("the board", () => {
  const people = /** @type {import("./state.js").Handle[]} */ ([
    { handle: "away", name: "Away", status: "away" }, { handle: "busy", name: "Busy", status: "busy" }, { handle: "b", name: "B", status: "available" },
    { handle: "a", name: "A", status: "available" }, { handle: "rang", name: "Rang", status: "away" },
  ]);
  test("puts who called first, then available, in a call, away", () => {
    same(order(people, [{ handle: "rang" }], "").map(p => p.handle), ["rang", "a", "b", "busy", "away"]);
  });
  test("finds by name and username", () => same(order(people, [], "@B").map(p => p.handle), ["b", "busy"]));
});

test("hands come before pictures, pictures before letters", () => {
  const person = (/** @type {string} */ id, /** @type {boolean} */ camera, hand = 0) =>
    ({ id, name: id, mic: true, camera, hand, spot: null, recording: /** @type {const} */ (""), lost: /** @type {const} */ (""), face: null, screen: null });
  same(orderPeople([person("a", false), person("b", true), person("c", true, 9), person("d", false, 5)]).map(p => p.id), ["d", "c", "b", "a"]);
});

describe("Store", () => {
  test("tells of what changed, and of nothing else", () => {
    const store = new Store({ a: 1, b: 1 });
    /** @type {number[]} */
    const seen = [];
    const stop = store.watch(s => s.a, a => seen.push(a));
    store.set({ b: 2 });
    store.set({ a: 2 });
    stop();
    store.set({ a: 3 });
    same(seen, [1, 2]);
  });

  test("lets a watcher write", () => {
    const store = new Store({ a: 0, b: 0 });
    store.watch(s => s.a, a => store.set({ b: a * 2 }));
    store.set({ a: 4 });
    same(store.state, { a: 4, b: 8 });
  });
});
