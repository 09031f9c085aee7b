// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test } from "../../test/harness.js";
import { STEPS } from "./adapting.js";
import { cameraBudget, scaleFor, screenBudget, targetOf } from "./budget.js";

const [FULL, , , , LEAST, SOUND] = /** @type {[any, any, any, any, any, any]} */ (STEPS);

describe("the budget of the mesh", () => {
  test("falls as people join", () => {
    const rates = [1, 2, 3, 4, 6].map(n => cameraBudget(n).maxBitrate);
    same(rates, [...rates].sort((a, b) => b - a));
  });

  test("keeps to what the person chose", () => {
    same(cameraBudget(1, "1080").height, 1080);
    same(cameraBudget(1, "360").height, 360);
    same(cameraBudget(8, "360").height, 240);
  });

  test("gives less over a weak line, and nothing at its end", () => {
    const weak = targetOf(cameraBudget(1), LEAST, 720, false);
    assert(weak.active && weak.height === 180 && weak.maxBitrate <= 170_000, JSON.stringify(weak));
    same(targetOf(cameraBudget(1), SOUND, 720, false).active, false);
  });

  test("gives no more than is shown, and nothing where nothing is shown", () => {
    same(targetOf(cameraBudget(1), FULL, 180, false), { active: true, maxBitrate: 150_000, maxFramerate: 30, height: 180 });
    same(targetOf(cameraBudget(1), FULL, 0, false).active, false);
  });

  test("keeps screens readable over a weak line", () => same(targetOf(screenBudget(1), LEAST, 1080, true).height, 1080));

  test("scales down, never up", () => {
    same(scaleFor(720, { height: 360 }), 2);
    same(scaleFor(360, { height: 720 }), 1);
    same(scaleFor(undefined, { height: 720 }), 1);
  });
});
