// SPDX-License-Identifier: Apache-2.0
import { describe, same, test, until } from "../../test/harness.js";
import { loadAllWords } from "../i18n.js";
import { DEFAULTS } from "../prefs.js";
import { initialState, newCall } from "../state.js";
import { Store } from "../store.js";
import { ringDialogs } from "./ringing.js";

/** @type {import("../state.js").Ring} */
const RING = { way: "in", name: "Wei", handle: "wei", video: true, since: Date.now(), direct: false, elsewhere: false };

/** The dialogs of somebody who is on no call, and what they do with the bell. */
async function atHome() {
  await loadAllWords();
  const store = new Store(initialState(DEFAULTS, "en"));
  /** @type {string[]} */
  const done = [];
  const over = (/** @type {string} */ what) => (done.push(what), store.set({ ring: null }));
  ringDialogs(/** @type {any} */ ({ store, bell: { end: () => over("end"), answer: (/** @type {boolean} */ video) => over(`answer ${video}`) } }), () => "Board");
  const dialog = () => /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog.ringing"));
  const press = (/** @type {string} */ what) => /** @type {HTMLElement | null} */ (dialog()?.querySelector(`[data-test="${what}"]`))?.click();
  return { store, done, dialog, press };
}

describe("the dialog of a call that comes in", () => {
  test("has the focus on its title, so that a stray Enter answers nothing, and Escape declines", async () => {
    const { store, done, dialog } = await atHome();
    store.set({ ring: RING });
    const title = dialog()?.querySelector("h2");
    same([document.activeElement === title, title?.textContent, dialog()?.open, dialog()?.getAttribute("aria-labelledby")], [true, "Wei is calling", true, title?.id]);
    dialog()?.dispatchEvent(new Event("cancel", { cancelable: true }));
    await until(() => !dialog(), "no dialog");
    same(done, ["end"]);
  });

  test("answers with or without video where it is a call with video", async () => {
    const { store, done, dialog, press } = await atHome();
    for (const how of ["answer", "answer-audio", "decline"]) {
      store.set({ ring: RING });
      press(how);
      await until(() => !dialog(), "no dialog");
    }
    store.set({ ring: { ...RING, video: false } });
    same(dialog()?.querySelector('[data-test="answer-audio"]'), null);
    press("answer");
    await until(() => !dialog(), "no dialog");
    same(done, ["answer true", "answer false", "end", "answer false"]);
  });

  test("is seen from another tab by the title, until it is over", async () => {
    const { store, dialog } = await atHome();
    const before = document.title;
    store.set({ ring: RING });
    same(document.title, "☎ Wei is calling");
    await until(() => document.title === "Board", "the title as it was, in between");
    await until(() => document.title === "☎ Wei is calling", "the call again");
    store.set({ call: newCall("r") }); // then a card tells of it
    await until(() => !dialog(), "no dialog");
    store.set({ ring: null });
    same(document.title, "Board");
    document.title = before;
  });
});

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
