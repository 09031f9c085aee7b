// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { loadAllWords } from "../i18n.js";
import { facts } from "./quality.js";

const MINUTE = 60_000;

/** The page's part with what somebody would read.
 * @param {number} minutes
 * @param {number} weak seconds */
async function read(minutes, weak) {
  await loadAllWords();
  const from = Date.UTC(2026, 4, 4, 10, 30);
  const page = document.createElement("div");
  page.append(...facts({ from, to: from + minutes * MINUTE, people: 2, bytes: 612e3, average: 3, bars: [3], weak: weak ? { seconds: weak, at: from } : null }, minutes * 60));
  const text = (/** @type {string} */ of) => page.querySelector(of)?.textContent ?? "";
  return { times: page.querySelector("[data-test=times]")?.children.length, weak: text("p"), data: text("[data-test=data-used]") };
}

describe("what a call was like", () => {
  test("has five times under it, two where the call was short, and never the same twice", async () => {
    same((await read(47, 0)).times, 5);
    same((await read(2, 0)).times, 2);
    same((await read(0.5, 0)).times, 1);
  });

  test("says how long it was weak in words", async () => {
    same((await read(47, 40)).weak.replace(/ around.*/, ""), "Weak for 40 s");
    same((await read(47, 120)).weak.replace(/ around.*/, ""), "Weak for 2 min");
    same((await read(47, 140)).weak.replace(/ around.*/, ""), "Weak for 2 min 20 s");
  });

  test("counts in units that files are counted in, too", async () => same((await read(47, 0)).data, "612kB"));
});
