// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { Speaking } from "./speaking.js";

/** @param {[number, number][]} parts level and how long, ms @param {number} [step] */
function heard(parts, step = 50) {
  const voice = new Speaking();
  let at = 0;
  return parts.map(([level, ms]) => {
    for (const end = at + ms; at < end; at += step) voice.hear(level, at);
    return voice.now;
  });
}

describe("Speaking", () => {
  test("begins after a quarter of a second of sound", () => same(heard([[0, 500], [0.2, 200], [0.2, 200]]), [false, false, true]));
  test("does not begin with a cough", () => same(heard([[0.5, 100], [0, 1500], [0.5, 100]]), [false, false, false]));
  test("is held over pauses between words, and ends after", () => same(heard([[0.2, 400], [0, 700], [0.2, 100], [0, 700], [0, 400]]), [true, true, true, true, false]));
});
