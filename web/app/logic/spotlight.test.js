// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { parseSpot } from "../call/about.js";
import { latestSpot, nextSpot } from "./spotlight.js";

describe("the spotlight", () => {
  const ana = { id: "a", spot: { id: "x", n: 2 } };
  const bob = { id: "b", spot: { id: "y", n: 3 } };

  test("is where it was put last", () => same(latestSpot([bob, ana, { id: "c", spot: null }])?.id, "y"));
  test("is the same for all where two put it at once", () => {
    const both = [ana, { id: "b", spot: { id: "y", n: 2 } }];
    same(latestSpot(both)?.id, "y");
    same(latestSpot([...both].reverse())?.id, "y");
  });
  test("is put after all the others", () => same(nextSpot("z", [ana.spot, null, bob.spot]), { id: "z", n: 4 }));
  test("of nobody is nowhere", () => same(latestSpot([]), null));
  test("takes no nonsense", () => {
    for (const bad of [null, 1, {}, { id: 1, n: 1 }, { id: "x", n: 0 }, { id: "x", n: 1e12 }, { id: "x", n: "1" }, { id: "x".repeat(201), n: 1 }]) same(parseSpot(bad), null);
  });
});
