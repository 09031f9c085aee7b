// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { POINTS, scaleTop, Series } from "./series.js";

describe("the last minute", () => {
  test("has a scale in steps of 1, 2 and 5", () => {
    same([0, 3, 10, 11, 20, 21, 50, 51, 100, 101, 1234, 0.3].map(n => scaleTop(n, 0.1)), [0.1, 5, 10, 20, 20, 50, 50, 100, 100, 200, 2000, 0.5]);
    same([0, 40, NaN].map(n => scaleTop(n, 100)), [100, 100, 100]);
  });

  test("keeps its scale for as long as the highest point is to be seen, then shrinks", () => {
    const series = new Series(10);
    series.add(180);
    for (let i = 1; i < POINTS; i++) series.add(3);
    same([series.values.length, series.top], [POINTS, 200]);
    series.add(3);
    same([series.values.length, series.top], [POINTS, 10]);
  });

  test("goes on as it was where nothing could be measured, and never below 0", () => {
    const series = new Series(1);
    for (const value of [null, 4, null, NaN, -3]) series.add(value);
    same(series.values, [0, 4, 4, 4, 0]);
  });

  test("is drawn from 0 at the bottom, with the newest at the right", () => {
    const series = new Series(10);
    same(series.path(100, 42), "");
    series.add(0);
    series.add(10);
    same(series.path(59, 42), "M58.0 41.0L59.0 1.0");
  });
});
