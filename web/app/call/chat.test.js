// SPDX-License-Identifier: Apache-2.0
import { framed } from "../../test/frame.js";
import { describe, same, test, until } from "../../test/harness.js";
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

  test("keeps its end in sight where there is less room, also when scrolling is told of late", () => framed(360, 600, async page => {
    await loadAllWords();
    const store = new Store({ ...initialState(parsePrefs(null), "en"), call: newCall("r") });
    const scope = new Scope();
    const { el } = chatPanel(/** @type {any} */ ({ store }), scope);
    el.style.height = "600px";
    page.body.append(el);
    const log = /** @type {HTMLElement} */ (el.querySelector("[role=log]"));
    const left = () => log.scrollHeight - log.scrollTop - log.clientHeight;
    patchCall(store, { chat: Array.from({ length: 40 }, (_, n) => ({ kind: /** @type {const} */ ("note"), key: /** @type {const} */ ("joined"), name: `n${n}`, at: 0 })) });
    await until(() => log.scrollHeight > log.clientHeight + 100 && left() < 2, "the end of many lines");
    el.style.height = "300px";
    log.dispatchEvent(new Event("scroll"));
    same(left() > 100, true, "out of sight for a moment");
    await until(() => left() < 2, "the end again");
    log.scrollTop = 0;
    await until(() => left() > 100, "what was said before");
    await new Promise(requestAnimationFrame);
    el.style.height = "250px";
    await new Promise(done => new ResizeObserver((_, all) => (all.disconnect(), done(undefined))).observe(log));
    same(log.scrollTop, 0, "who reads on is left alone");
    scope.end();
  }));
});
