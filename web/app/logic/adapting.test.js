// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test } from "../../test/harness.js";
import { Adapting, measured, STEPS } from "./adapting.js";

const FULL = 1_700_000;
const fine = { loss: 0, rtt: 0.05, available: 3_000_000, limited: false };
const lossy = { ...fine, loss: 0.12 };

/** @param {Adapting} line @param {import("./adapting.js").Measured} now @param {number} rounds */
function hear(line, now, rounds) {
  const steps = [];
  for (let i = 0; i < rounds; i++) {
    line.hear(now, FULL);
    steps.push(STEPS.indexOf(line.step));
  }
  return steps;
}

describe("Adapting", () => {
  test("leaves a good line alone", () => same(hear(new Adapting(), fine, 5), [0, 0, 0, 0, 0]));

  test("goes down after two bad rounds, not after one", () => {
    const line = new Adapting();
    same(hear(line, lossy, 1), [0]);
    same(hear(line, fine, 1), [0]);
    same(hear(line, lossy, 4), [0, 1, 1, 2]);
  });

  test("goes down at once, and by two, where a quarter is lost", () => same(hear(new Adapting(), { ...fine, loss: 0.3 }, 1), [2]));

  test("sends nothing but sound only as the last step, and never in one jump", () => {
    const line = new Adapting();
    same(hear(line, { ...fine, loss: 0.5 }, 4), [2, 4, 5, 5]);
    assert(line.silent, "sound alone");
  });

  test("comes back step by step, after three good rounds each", () => {
    const line = new Adapting();
    hear(line, { ...fine, loss: 0.3 }, 1);
    same(hear(line, fine, 6), [2, 2, 1, 1, 1, 0]);
  });

  test("waits longer before the next step up where the last one did not hold", () => {
    const line = new Adapting();
    hear(line, lossy, 2);
    same(hear(line, fine, 3), [1, 1, 0]);
    same(hear(line, lossy, 2), [0, 1]);
    same(hear(line, fine, 6), [1, 1, 1, 1, 1, 0]);
  });

  test("stays where it is between good and bad", () => {
    const line = new Adapting();
    hear(line, lossy, 2);
    same(hear(line, { ...fine, loss: 0.05 }, 9), Array(9).fill(1));
  });

  test("takes a low estimate for a narrow line only where the browser says that the line limits", () => {
    same(hear(new Adapting(), { ...fine, available: 300_000 }, 3), [0, 0, 0]);
    same(hear(new Adapting(), { ...fine, available: 300_000, limited: true }, 1), [2]);
  });

  test("needs no number that the browser does not have", () => same(hear(new Adapting(), { loss: null, rtt: null, available: null, limited: true }, 3), [0, 0, 0]));
});

test("measured takes the worst loss and the pair in use", () => {
  same(measured([
    { type: "remote-inbound-rtp", fractionLost: 0.01 }, { type: "remote-inbound-rtp", fractionLost: 0.2 },
    { type: "outbound-rtp", qualityLimitationReason: "bandwidth" },
    { type: "candidate-pair", state: "succeeded", currentRoundTripTime: 9, availableOutgoingBitrate: 1 },
    { type: "candidate-pair", state: "succeeded", nominated: true, currentRoundTripTime: 0.1, availableOutgoingBitrate: 500_000 },
  ]), { loss: 0.2, rtt: 0.1, available: 500_000, limited: true });
});
