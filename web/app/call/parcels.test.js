// SPDX-License-Identifier: Apache-2.0
import { describe, same, test, until } from "../../test/harness.js";
import { two } from "../../test/parcels.js";
import { loadAllWords } from "../i18n.js";
import { parcel } from "../logic/parcel.js";
import { DEFAULTS } from "../prefs.js";
import { Scope } from "../scope.js";
import { initialState, newCall, patchCall } from "../state.js";
import { Store } from "../store.js";
import { Parcels } from "./parcels.js";

/** Ana's files in a call with Bob. */
async function anas() {
  await loadAllWords();
  const { ana, bob, close } = await two();
  const store = new Store({ ...initialState(DEFAULTS, "en"), call: newCall("r") });
  const scope = new Scope();
  const end = () => {
    scope.end();
    close();
  };
  return { bob, store, parcels: new Parcels(store, ana.room, scope), files: () => Object.keys(store.state.call?.files ?? {}), end };
}

describe("the files of a call", () => {
  test("are forgotten with the lines that showed them", async () => {
    const { bob, store, parcels, files, end } = await anas();
    const picture = parcel({ name: "old", size: 1, type: "", own: true }, [{ who: "Bob", state: "done", moved: 1, size: 1, pausedBy: undefined, endedBy: undefined, failure: undefined }]);
    const line = /** @type {const} */ ({ kind: "file", id: "shown", own: true, from: "", name: "", at: 0, secret: false, to: "" });
    patchCall(store, { files: { shown: picture, gone: picture }, chat: [line] });
    parcels.send([new File(["new"], "new.txt")]);
    await until(() => bob.got.length === 1, "the offer");
    same([files().length, files().includes("shown"), files().includes("gone")], [2, true, false]);
    end();
  });

  test("are fifty with one step, at most", async () => {
    const { bob, store, parcels, files, end } = await anas();
    parcels.send(Array.from({ length: 51 }, (_, i) => new File(["x"], `${i}.txt`)));
    same([files().length, store.state.toast?.words], [50, ["file.many", { n: 50 }]]);
    await until(() => bob.got.length > 0, "an offer");
    end();
  });
});
