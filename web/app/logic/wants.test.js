// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { parseWants, rounded, wantsOf } from "./wants.js";

describe("wants", () => {
  test("are rounded up to one of few heights", () => same([0, 1, 180, 181, 1000, 9000].map(rounded), [0, 180, 180, 360, 1080, 4320]));

  test("of a tile shown in two places are the taller one", () => {
    const places = [new Map([["a", 100], ["b", 0]]), new Map([["a", 500], ["a:screen", 700]])];
    same(wantsOf(places, "a"), { face: 540, screen: 720 });
    same(wantsOf(places, "b"), { face: 0, screen: 0 });
  });

  test("that make no sense are none", () => {
    for (const bad of [null, undefined, 5, "x", [], {}, { face: 1 }, { face: -1, screen: 0 }, { face: 0.5, screen: 0 }, { face: 1e9, screen: 0 }, { face: NaN, screen: 0 }, { face: "0", screen: 0 }]) {
      same(parseWants(bad), null);
    }
    same(parseWants({ face: 0, screen: 4320, more: "x" }), { face: 0, screen: 4320 });
  });
});
