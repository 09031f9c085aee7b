// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { h } from "../dom.js";
import { loadAllWords } from "../i18n.js";
import { DEFAULTS } from "../prefs.js";
import { Scope } from "../scope.js";
import { initialState } from "../state.js";
import { Store } from "../store.js";
import { missedCalls } from "./missed.js";

describe("a missed call", () => {
  test("that is called back leaves the keyboard on the page", async () => {
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
});
