// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test, until } from "../../test/harness.js";
import { reportOf } from "../../test/report.js";
import { byHand } from "../../test/timers.js";
import { loadAllWords } from "../i18n.js";
import { DEFAULTS } from "../prefs.js";
import { Scope } from "../scope.js";
import { initialState, newCall, patchCall } from "../state.js";
import { Store } from "../store.js";
import { showStats } from "./stats.js";

/** The connection details of a call with Bob, measured when the test says so; `stats` is what his connection does when asked.
 * @param {() => unknown} stats */
async function details(stats) {
  await loadAllWords();
  const bob = { state: "connected", stats };
  const people = [/** @type {any} */ ({ id: "bob", name: "Bob" })];
  const store = new Store({ ...initialState(DEFAULTS, "en"), call: { ...newCall("r"), people, details: true } });
  const desk = /** @type {any} */ ({ store, line: { iceServers: [] }, session: { peers: new Map([["bob", bob]]), witness: { ask: () => null } } });
  const [scope, root] = [new Scope(), document.createElement("main")];
  const run = byHand(() => showStats(desk, scope, root));
  const row = () => [...root.querySelectorAll("tbody th, tbody td")].map(cell => cell.textContent);
  return { store, people, again: () => run(1000), row, end: () => scope.end() };
}

describe("the connection details", () => {
  test("tell of each person which way it goes, how long it takes, and how much is lost and comes", async () => {
    let [received, out] = [0, 0];
    const { again, row, end } = await details(async () => {
      received += 950;
      return reportOf({ received, lost: received / 19, out, relayed: true });
    });
    await until(() => row().length > 0, "a row");
    same(row(), ["Bob", "Relayed, UDP", "–", "–", "–", "–"]);
    again();
    await until(() => row()[2] !== "–", "what flows");
    same(row().slice(0, 4), ["Bob", "Relayed, UDP", "40", "5"]);
    assert(Number(row()[4]?.replaceAll(",", "")) > 0, `${row()[4]} Mbit/s`);
    out = 0.121; // theirs arrives better than ours
    again();
    await until(() => row()[3] === "12.1", "what is lost of ours");
    end();
  });

  test("go on where one measurement failed", async () => {
    const unheard = (/** @type {Event} */ event) => event.preventDefault();
    addEventListener("unhandledrejection", unheard);
    let asked = 0;
    const { again, row, end } = await details(() => {
      if (asked++ === 0) throw new Error("no report");
      return Promise.resolve(reportOf({}));
    });
    await until(() => {
      again();
      return row().length > 0;
    }, "a row");
    same(row()[0], "Bob");
    end();
    removeEventListener("unhandledrejection", unheard);
  });

  test("begin anew with one who left and is back", async () => {
    const { store, people, again, row, end } = await details(async () => reportOf({}));
    await until(() => row().length > 0, "a row");
    again();
    await until(() => row()[2] === "40", "what flows");
    patchCall(store, { people: [] });
    again();
    await until(() => row().length === 0, "nobody");
    patchCall(store, { people });
    again();
    await until(() => row().length > 0, "a row");
    same(row()[2], "–");
    end();
  });
});
