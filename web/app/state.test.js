// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../test/harness.js";
import { DEFAULTS } from "./prefs.js";
import { hearTitle, initialState, roomTitle } from "./state.js";
import { Store } from "./store.js";

describe("how a room is called", () => {
  const fresh = () => new Store(initialState({ ...DEFAULTS, recent: [{ room: "street-fair", at: 1 }] }, "en"));

  test("is by its name, until somebody says how it is written", () => {
    const store = fresh();
    same(roomTitle(store.state, "street-fair"), "street-fair");
    hearTitle(store, "street-fair", "Street fair");
    same(roomTitle(store.state, "street-fair"), "Street fair");
    same(roomTitle(store.state, "another"), "another");
    same(store.state.prefs.recent, [{ room: "street-fair", at: 1, title: "Street fair" }]);
  });

  test("is ours to say; what others say does not undo it", () => {
    const store = fresh();
    hearTitle(store, "street-fair", "Street Fair", true);
    hearTitle(store, "street-fair", "STREET FAIR");
    same(roomTitle(store.state, "street-fair"), "Street Fair");
    hearTitle(store, "street-fair", "Street fair", true);
    same(roomTitle(store.state, "street-fair"), "Street fair");
  });

  test("is remembered, unless what is stored is of another room", () => {
    const store = fresh();
    hearTitle(store, "street-fair", "Street fair");
    hearTitle(store, "garden", "Garden");
    same(roomTitle(store.state, "street-fair"), "Street fair");
    store.set({ prefs: { ...DEFAULTS, recent: [{ room: "street-fair", at: 1, title: "Bank" }] } });
    same(roomTitle(store.state, "street-fair"), "street-fair");
  });
});
