// SPDX-License-Identifier: Apache-2.0
import { describe, same, test, until } from "../../../test/harness.js";
import { withRegions } from "../../../test/regions.js";
import { loadAllWords } from "../../i18n.js";
import { DEFAULTS } from "../../prefs.js";
import { Scope } from "../../scope.js";
import { initialState, newCall, patchCall } from "../../state.js";
import { Store } from "../../store.js";
import { recordingMark } from "./mark.js";

/** A call with its mark. */
async function inACall() {
  await loadAllWords();
  const store = new Store({ ...initialState(DEFAULTS, "en"), call: newCall("fair") });
  const scope = new Scope();
  const [stop, others] = recordingMark(/** @type {any} */ ({ store }), scope).children;
  const people = (/** @type {Record<string, string>} */ all) => patchCall(store, { people: Object.entries(all).map(([name, recording]) => /** @type {any} */ ({ id: name, name, recording })) });
  return { store, people, stop: /** @type {HTMLElement} */ (stop), others: /** @type {HTMLElement} */ (others), end: () => scope.end() };
}

describe("the mark of a recording", () => {
  test("says who records, and what, as long as it lasts; each is told of once, and of its end", () => withRegions(async ({ polite }) => {
    const { store, people, stop, others, end } = await inACall();
    same([stop.hidden, others.hidden], [true, true]);
    people({ Wei: "all", Noor: "" });
    same([others.hidden, others.textContent, store.state.toast?.words], [false, "Wei is recording this call", ["rec.all", { name: "Wei" }]]);
    people({ Wei: "all", Noor: "me" });
    same([others.textContent, store.state.toast?.words], ["Wei is recording this call, Noor is recording only themselves", ["rec.me", { name: "Noor" }]]);
    const told = store.state.toast?.id;
    people({ Noor: "me" });
    same([others.textContent, store.state.toast?.id], ["Noor is recording only themselves", told]);
    people({ Noor: "" });
    same(others.hidden, true);
    await until(() => polite.textContent, "words");
    same(polite.textContent, "Wei stopped recording. Noor stopped recording");
    end();
  }));

  test("of ours has the time, and stops it", async () => {
    const { store, stop, end } = await inACall();
    patchCall(store, { recording: { what: "me", since: Date.now() - 65_000 } });
    same([stop.hidden, stop.getAttribute("aria-label"), stop.textContent], [false, "Stop recording", "Recording 1:05"]);
    patchCall(store, { recording: null });
    same(stop.hidden, true);
    end();
  });
});
