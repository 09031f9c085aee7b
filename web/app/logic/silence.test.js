// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { Silence } from "./silence.js";

/** @param {(number | null)[]} levels one a second */
const heard = levels => {
  const silence = new Silence();
  return levels.map((level, i) => silence.hear(level, i * 1000));
};

describe("Silence", () => {
  test("is told after six seconds of nothing at all", () => same(heard(Array(8).fill(0)), [false, false, false, false, false, false, true, true]));
  test("is not the hiss of a quiet room", () => same(heard(Array(9).fill(0.0004)).includes(true), false));
  test("is over with the first sound, and counts anew", () => same(heard([...Array(7).fill(0), 0.1, 0, 0]).slice(6), [true, false, false, false]));
  test("does not count while we are muted", () => same(heard([0, 0, 0, 0, 0, null, 0, 0, 0]).includes(true), false));
});
