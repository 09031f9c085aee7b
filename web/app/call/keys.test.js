// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { loadAllWords } from "../i18n.js";
import { DEFAULTS } from "../prefs.js";
import { Scope } from "../scope.js";
import { initialState, newCall } from "../state.js";
import { Store } from "../store.js";
import { shortcutKeys } from "./keys.js";

/** A call with keys, and what they did.
 * @param {Partial<import("../prefs.js").Prefs>} prefs
 * @param {(see: { store: import("../state.js").AppStore, done: string[], press: (key: string, more?: KeyboardEventInit, on?: EventTarget) => void }) => void} body */
async function withKeys(prefs, body) {
  await loadAllWords();
  const store = new Store({ ...initialState({ ...DEFAULTS, ...prefs }, "en"), call: newCall("r") });
  /** @type {string[]} */
  const done = [];
  const does = (/** @type {string} */ what) => () => void done.push(what);
  const scope = new Scope();
  shortcutKeys(/** @type {any} */ ({
    store, toggleMic: does("mic"), toggleCamera: does("camera"), toggleShare: does("share"), leave: does("leave"),
    session: { toggleHand: does("hand"), react: (/** @type {string} */ emoji) => done.push(emoji) },
    media: { setMic: (/** @type {boolean} */ on) => done.push(`mic ${on}`) },
  }), scope);
  try {
    body({ store, done, press: (key, more = {}, on = document.body) => void on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more })) });
  } finally {
    scope.end();
  }
}

describe("the keys of a call", () => {
  test("are those of the list", () => withKeys({}, ({ store, done, press }) => {
    for (const key of ["m", "V", "s", "h"]) press(key);
    press("L", { shiftKey: true });
    same(done, ["mic", "camera", "share", "hand", "leave"]);
    const { state } = store;
    press("g");
    press("i");
    press("p");
    same([state.call?.view, store.state.call?.view, store.state.call?.details, store.state.call?.panel], ["grid", "speaker", true, "people"]);
    press("r");
    press("3");
    same(done.at(-1), "😂");
  }));

  test("hold the microphone open while the space bar is down, and only then", () => withKeys({ micOn: false }, ({ done, press }) => {
    press(" ");
    press(" ", { repeat: true });
    document.dispatchEvent(new KeyboardEvent("keyup", { key: " " }));
    document.dispatchEvent(new KeyboardEvent("keyup", { key: " " }));
    same(done, ["mic true", "mic false"]);
    press(" ");
    dispatchEvent(new Event("blur")); // the key comes up elsewhere
    same(done, ["mic true", "mic false", "mic true", "mic false"]);
  }));

  test("do nothing with Ctrl, Alt or Meta, held down, or while somebody types; nor does the space bar on a button", () => withKeys({}, ({ done, press }) => {
    for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { repeat: true }, { isComposing: true }]) press("m", more);
    for (const name of ["input", "textarea", "select"]) {
      const field = document.createElement(name);
      document.body.append(field);
      press("m", {}, field);
      field.remove();
    }
    const button = document.createElement("button");
    document.body.append(button);
    press(" ", {}, button);
    button.remove();
    same(done, []);
  }));

  test("do nothing where they are switched off", () => withKeys({ keys: false }, ({ done, press }) => {
    for (const key of ["m", "v", "s", "h", " "]) press(key);
    same(done, []);
  }));
});
