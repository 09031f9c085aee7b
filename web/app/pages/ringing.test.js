// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { loadAllWords } from "../i18n.js";
import { DEFAULTS } from "../prefs.js";
import { initialState } from "../state.js";
import { Store } from "../store.js";
import { ringDialogs } from "./ringing.js";

describe("the title of a tab after a bell", () => {
  test("is that of the page which is there by then", async () => {
    await loadAllWords();
    const before = document.title;
    const store = new Store(initialState(DEFAULTS, "en"));
    let page = "Lobby";
    ringDialogs(/** @type {any} */ ({ store, bell: { end() {} } }), () => page);
    store.set({ ring: { way: "in", name: "Ana", handle: "ana", video: true, since: 0, direct: false, elsewhere: false } });
    same(document.title, "☎ Ana is calling");
    page = "Garden";
    store.set({ ring: null });
    same(document.title, "Garden");
    document.title = before;
  });
});
