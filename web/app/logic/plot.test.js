// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { plot, topOf, under } from "./plot.js";

describe("a plot", () => {
  test("ends at the right edge, and leaves the left empty while little is known", () => {
    same(plot([0, 5, 10], 5, 10, 100, 12), "M50.0 11.0L75.0 6.0L100.0 1.0");
    same(plot([], 5, 10, 100, 12), "");
  });

  test("never leaves its box", () => same(plot([99], 1, 10, 100, 12), "M0.0 1.0"));

  test("is filled down to the bottom from where it begins", () => {
    same(under("M50.0 6.0L100.0 1.0", 100, 12), "M50.0 6.0L100.0 1.0L100 12L50.0 12Z");
    same(under("", 100, 12), "");
  });

  test("has one scale for all its lines", () => {
    same(topOf([[1, 3], [12]], 1), 20);
    same(topOf([[], []], 10), 10);
  });
});
