// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { barsOf, CallLog, longestWeak } from "./summary.js";

/** @param {number[]} grades one every three seconds @returns {import("./summary.js").Point[]} */
const points = grades => grades.map((q, i) => ({ at: i * 3000, q }));

describe("the summary of a call", () => {
  test("names the longest weak time, and none that is over in a moment", () => {
    same(longestWeak(points([4, 2, 4, 2, 1, 2, 4])), { seconds: 6, at: 9000 });
    same(longestWeak(points([4, 2, 2, 4])), null);
    same(longestWeak([]), null);
  });

  test("has bars over the whole time, and goes on with the last where nothing was measured", () => {
    const bars = barsOf(points([4, 2]), 0, 6000);
    same(bars.length, 48);
    same([bars[0], bars[23], bars[24], bars[47]], [4, 4, 2, 2]);
    same(barsOf([], 0, 6000).every(q => q === 0), true);
  });

  test("adds up what moved, over connections that began anew", () => {
    const log = new CallLog();
    log.moved("a", 100);
    log.moved("a", 300);
    log.moved("b", 50);
    log.moved("a", 10);
    for (const people of [3, 2]) log.there(people);
    for (const q of [4, 3, 0]) log.add(q);
    const { bytes, people, average } = log.summary();
    same({ bytes, people, average }, { bytes: 360, people: 3, average: 4 });
  });

  test("keeps what moved of those who left, and nothing else of them", () => {
    const log = new CallLog();
    log.moved("a", 300);
    log.left("a");
    log.left("nobody");
    log.moved("a", 10);
    same(log.summary().bytes, 310);
  });
});
