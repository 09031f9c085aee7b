// SPDX-License-Identifier: Apache-2.0
import { describe, same, test, until } from "../../test/harness.js";
import { tone } from "../../test/pair.js";
import { loadAllWords, setLang } from "../i18n.js";
import { CallLog } from "../logic/summary.js";
import { DEFAULTS } from "../prefs.js";
import { Scope } from "../scope.js";
import { initialState, newCall } from "../state.js";
import { Store } from "../store.js";
import { alerts } from "./alerts.js";
import { startPulse } from "./pulse.js";

/** One who is alone in a call with this microphone, and what they are told.
 * @param {MediaStreamTrack} track
 * @param {(store: import("../state.js").AppStore) => Promise<void>} body */
async function alone(track, body) {
  await loadAllWords();
  setLang("en");
  const start = initialState(DEFAULTS, "en");
  const store = new Store({ ...start, call: newCall("r"), local: { ...start.local, mic: { track, on: track.enabled, trouble: /** @type {const} */ ("") } } });
  const scope = new Scope();
  const pulse = startPulse(store, () => new Map(), new CallLog(), /** @type {any} */ ({}));
  alerts(/** @type {any} */ ({ store }), scope);
  try {
    await body(store);
  } finally {
    pulse.end();
    scope.end();
  }
}

/** What the toast says. @param {import("../state.js").AppStore} store */
const told = store => store.state.toast?.words;

describe("who talks while muted", () => {
  test("is told, and not shown as speaking", async () => {
    const { track } = tone();
    track.enabled = false;
    await alone(track, async store => {
      await until(() => told(store), "a toast");
      same([told(store), store.state.call?.hint, store.state.call?.speaking.has("me")], ["mic.whilemuted", true, false]);
      track.enabled = true;
      store.set({ local: { ...store.state.local, mic: { track, on: true, trouble: "" } } });
      await until(() => store.state.call?.speaking.has("me"), "to be heard");
      same(store.state.call?.hint, false);
    });
  });

  test("is told nothing while the microphone is on", () => alone(tone().track, async store => {
    await until(() => store.state.call?.speaking.has("me"), "to be heard");
    same([told(store), store.state.call?.hint], [undefined, false]);
  }));
});
