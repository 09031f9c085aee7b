// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { loadAllWords } from "../i18n.js";
import { DEFAULTS } from "../prefs.js";
import { Scope } from "../scope.js";
import { initialState } from "../state.js";
import { Store } from "../store.js";
import { board } from "./board.js";

/** The board with these on it, three in a row, and who was rung.
 * @param {import("../state.js").Handle[]} people
 * @param {(see: { jacks: HTMLElement, handles: () => (string | undefined)[], at: (handle: string) => HTMLElement, press: (key: string) => string | undefined, rung: string[], search: HTMLInputElement }) => void} body */
async function withBoard(people, body) {
  await loadAllWords();
  const start = initialState({ ...DEFAULTS, handle: "me" }, "en");
  const store = new Store({ ...start, handle: "me", board: people, line: { ...start.line, state: /** @type {const} */ ("connected"), ever: true } });
  /** @type {string[]} */
  const rung = [];
  const scope = new Scope();
  const el = board(/** @type {any} */ ({ store, bell: { ring: (/** @type {string} */ handle) => rung.push(handle) } }), scope);
  document.body.append(el);
  const jacks = /** @type {HTMLElement} */ (el.querySelector("[data-test=board]"));
  jacks.style.cssText = "display: grid; grid-template-columns: 90px 90px 90px";
  const all = () => /** @type {HTMLElement[]} */ ([...jacks.querySelectorAll("[data-handle]")]);
  const at = (/** @type {string} */ handle) => /** @type {HTMLElement} */ (all().find(one => one.dataset.handle === handle));
  try {
    body({
      jacks, at, rung, handles: () => all().map(one => one.dataset.handle), search: /** @type {HTMLInputElement} */ (el.querySelector("[data-test=board-search]")),
      press(key) {
        document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        return /** @type {HTMLElement} */ (document.activeElement).dataset.handle;
      },
    });
  } finally {
    scope.end();
    el.remove();
  }
}

/** @param {number} n @returns {import("../state.js").Handle[]} */
const people = n => Array.from({ length: n }, (_, i) => ({ handle: `p${String(i).padStart(2, "0")}`, name: `P ${String(i).padStart(2, "0")}`, status: "available" }));

describe("the jacks of the board", () => {
  test("are one tab stop, and arrows move over them as they lie", () => withBoard(people(7), ({ jacks, at, press }) => {
    at("p00").focus();
    same(["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowUp", "End", "ArrowRight", "Home"].map(press), ["p01", "p04", "p03", "p00", "p00", "p06", "p06", "p00"]);
    same([...jacks.querySelectorAll("[tabindex='0']")].length, 1);
  }));

  test("of those who are busy or away can be read, and ring nobody", () => withBoard([
    { handle: "free", name: "Free", status: "available" }, { handle: "talks", name: "Talks", status: "in-call" }, { handle: "away", name: "Away", status: "away" },
  ], ({ at, press, rung }) => {
    at("free").focus();
    same([press("ArrowRight"), press("ArrowRight")], ["talks", "away"]);
    for (const handle of ["talks", "away", "free"]) at(handle).click();
    same(rung, ["free"]);
    same(["free", "talks", "away"].map(handle => [at(handle).ariaDisabled, at(handle).querySelector(".state")?.textContent]), [[null, "Available"], ["true", "In a call"], ["true", "Away"]]);
  }));

  test("are 24 at most, and the search finds the others, by name too", () => withBoard(people(30), ({ handles, search, rung }) => {
    same([handles().length, handles().includes("p29")], [24, false]);
    search.value = "p 29";
    search.dispatchEvent(new Event("input"));
    same(handles(), ["p29"]);
    search.form?.requestSubmit();
    same([rung, search.value, handles().length], [["p29"], "", 24]);
  }));

  test("that are empty fill the last row", () => withBoard(people(7), ({ jacks, search }) => {
    search.dispatchEvent(new Event("input")); // drawn again, now that there are rows
    const spare = [...jacks.querySelectorAll(".spare")];
    same([spare.length, spare.every(one => one.ariaHidden === "true")], [2, true]);
  }));
});
