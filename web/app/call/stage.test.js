// SPDX-License-Identifier: Apache-2.0
import { describe, same, test, until } from "../../test/harness.js";
import { loadAllWords } from "../i18n.js";
import { DEFAULTS } from "../prefs.js";
import { Scope } from "../scope.js";
import { initialState, newCall, patchCall } from "../state.js";
import { Store } from "../store.js";
import { stage } from "./stage.js";

/** @type {import("../state.js").Person} */
const BOB = { id: "bob", name: "Bob", mic: true, camera: false, hand: 0, lost: "", face: null, spot: null, recording: "", screen: null };

/** The stage of a call in a page that nobody looks at: browsers give it no frames.
 * @param {(store: import("../state.js").AppStore, box: HTMLElement) => Promise<void>} body */
async function unseen(body) {
  await loadAllWords();
  const store = new Store({ ...initialState(DEFAULTS, "en"), call: { ...newCall("r"), joined: true } });
  const scope = new Scope();
  const { requestAnimationFrame } = globalThis;
  globalThis.requestAnimationFrame = () => 1;
  const box = stage(/** @type {any} */ ({ store, line: { peer: "us" }, session: null }), scope);
  document.body.append(box);
  try {
    await body(store, box);
  } finally {
    globalThis.requestAnimationFrame = requestAnimationFrame;
    scope.end();
    box.remove();
  }
}

describe("the stage of a page that nobody looks at", () => {
  test("has a tile for whoever comes, or they could not be heard", () => unseen(async (store, box) => {
    patchCall(store, { people: [BOB] });
    await until(() => box.querySelector("video") && box.querySelector("[data-tile=bob]"), "a tile for Bob");
    patchCall(store, { people: [] });
    await until(() => !box.querySelector("[data-tile=bob]"), "nobody but us");
    same(box.querySelectorAll("[data-test=tile]").length, 1);
  }));
});
