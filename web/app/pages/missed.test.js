// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { h } from "../dom.js";
import { loadAllWords } from "../i18n.js";
import { DEFAULTS } from "../prefs.js";
import { Scope } from "../scope.js";
import { initialState } from "../state.js";
import { Store } from "../store.js";
import { missedCalls } from "./missed.js";

describe("missed calls", () => {
  test("that are called back leave the keyboard on the page", async () => {
    await loadAllWords();
    const store = new Store(initialState({ ...DEFAULTS, missed: [{ handle: "ana", name: "Ana", at: 1 }] }, "en"));
    const scope = new Scope();
    let focused = "";
    const bell = { ring: () => (focused = document.activeElement?.id ?? "") };
    const main = h("main", { id: "main", tabindex: "-1" }, missedCalls(/** @type {any} */ ({ store, bell }), scope));
    document.body.append(main);
    const back = /** @type {HTMLElement} */ (main.querySelector("[data-test=call-back]"));
    back.focus();
    back.click();
    same([focused, store.state.prefs.missed.length], ["main", 0]);
    scope.end();
    main.remove();
  });

  test("are the newest five, until they are called back or cleared", async () => {
    await loadAllWords();
    const missed = [1, 2, 3, 4, 5, 6, 7].map(n => ({ handle: `wei${n}`, name: n === 2 ? "" : `Wei ${n}`, at: n }));
    const store = new Store(initialState({ ...DEFAULTS, missed }, "en"));
    /** @type {string[]} */
    const rung = [];
    const scope = new Scope();
    const el = missedCalls(/** @type {any} */ ({ store, bell: { ring: async (/** @type {string} */ handle) => rung.push(handle) } }), scope);
    const names = () => [...el.querySelectorAll("li b")].map(one => one.textContent);
    const press = (/** @type {string} */ what) => /** @type {HTMLElement | null} */ (el.querySelector(`[data-test="${what}"]`))?.click();
    same([el.hidden, names()], [false, ["Wei 1", "wei2", "Wei 3", "Wei 4", "Wei 5"]]);
    press("call-back");
    same([rung, names()], [["wei1"], ["wei2", "Wei 3", "Wei 4", "Wei 5", "Wei 6"]]);
    press("clear-missed");
    same([el.hidden, names(), store.state.prefs.missed], [true, [], []]);
    scope.end();
  });
});
