// SPDX-License-Identifier: Apache-2.0
import { describe, same, test, until } from "../../test/harness.js";
import { DEFAULTS } from "../prefs.js";
import { initialState, newCall, patchCall } from "../state.js";
import { Store } from "../store.js";
import { keepCodes } from "./verify.js";

/** Somebody who is connected, and whose code is there when the test says so. */
function slow() {
  let [asked, tell] = [0, (/** @type {string[]} */ _) => {}];
  const code = new Promise(resolve => (tell = resolve));
  return { state: "connected", connection: {}, safetyCode: () => (asked++, code), asked: () => asked, tell };
}

describe("safety codes", () => {
  test("are computed once for each connection, and those of people who left are forgotten", async () => {
    const store = new Store({ ...initialState(DEFAULTS, "en"), call: newCall("r") });
    const [ana, bob] = [slow(), slow()];
    const people = new Map([["ana", ana], ["bob", bob]]);
    const scope = keepCodes(store, () => /** @type {any} */ (people));
    patchCall(store, { people: [] });
    same([ana.asked(), bob.asked()], [1, 1]);
    people.delete("bob");
    patchCall(store, { people: [] });
    ana.tell(["1", "2"]);
    await until(() => store.state.call?.codes.ana, "a code");
    bob.tell(["3"]);
    await Promise.resolve();
    await until(() => store.state.call?.codes.ana === "1 2", "the same code");
    same(store.state.call?.codes, { ana: "1 2" });
    scope.end();
  });
});
