// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { loadAllWords } from "../i18n.js";
import { parsePrefs } from "../prefs.js";
import { Scope } from "../scope.js";
import { initialState, newCall, patchCall } from "../state.js";
import { Store } from "../store.js";
import { chatPanel } from "./chat.js";

/** A store that knows how many watch it.
 * @extends {Store<import("../state.js").State>} */
class Watched extends Store {
  watchers = 0;

  /** @template T
   * @param {(state: Readonly<import("../state.js").State>) => T} select
   * @param {(now: T) => void} seen
   * @override */
  watch(select, seen) {
    this.watchers++;
    const off = super.watch(select, seen);
    return () => {
      this.watchers--;
      off();
    };
  }
}

describe("the chat", () => {
  test("watches a file no longer than its line is there", async () => {
    await loadAllWords();
    const store = new Watched({ ...initialState(parsePrefs(null), "en"), call: newCall("r") });
    const scope = new Scope();
    const { el } = chatPanel(/** @type {any} */ ({ store }), scope);
    const before = store.watchers;
    const line = (/** @type {string} */ id) => /** @type {const} */ ({ kind: "file", id, own: false, from: "", name: "", at: 0, secret: false, to: "" });
    const lines = [line("a"), line("b"), line("c")];
    patchCall(store, { chat: lines });
    same([store.watchers - before, el.querySelectorAll(".file").length], [3, 3]);
    patchCall(store, { chat: lines.slice(2) });
    same([store.watchers - before, el.querySelectorAll(".file").length], [1, 1]);
    scope.end();
    same(store.watchers, 0);
  });
});
