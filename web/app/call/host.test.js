// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { lang, loadAllWords, loadLang, setLang } from "../i18n.js";
import { DEFAULTS } from "../prefs.js";
import { initialState, newCall } from "../state.js";
import { Store } from "../store.js";
import { askEnd } from "./host.js";

/** What a host is asked who is about to end a call with so many others. @param {number} others */
function question(others) {
  const people = Array.from({ length: others }, (_, i) => ({ id: `p${i}` }));
  askEnd(/** @type {any} */ ({ store: new Store({ ...initialState(DEFAULTS, "en"), call: { ...newCall("r"), people } }), session: null }));
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector("[data-test=ask-end]"));
  const { textContent } = /** @type {HTMLElement} */ (dialog.querySelector("h2"));
  dialog.remove();
  return textContent;
}

describe("the question before a call is ended for everyone", () => {
  const spoken = lang();

  test("counts them, and says nothing of all where one is alone", async () => {
    await loadAllWords();
    await Promise.all([loadLang("en"), loadLang("zh")]);
    try {
      setLang("en");
      same([question(0), question(2)], ["End the call?", "End the call for all 3 people?"]);
      setLang("zh");
      same([question(0), question(2)], ["结束通话？", "结束所有 3 人的通话？"]);
    } finally {
      setLang(spoken);
    }
  });
});
