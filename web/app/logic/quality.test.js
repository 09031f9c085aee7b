// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { cameraBudget, scaleFor } from "./budget.js";
import { grade, sample } from "./quality.js";

/** @param {Partial<import("./quality.js").Sample>} part @returns {import("./quality.js").Sample} */
const at = part => ({ at: 0, received: 0, lost: 0, bytes: 0, rtt: 0.02, remoteLoss: null, sent: 0, ...part });

describe("quality", () => {
  test("follows loss and round trip", () => {
    const before = at({});
    same(grade(before, at({ at: 3000, received: 1000, lost: 5 }), true), 4);
    same(grade(before, at({ at: 3000, received: 1000, lost: 30 }), true), 3);
    same(grade(before, at({ at: 3000, received: 1000, rtt: 0.4 }), true), 2);
    same(grade(before, at({ at: 3000, received: 1000, lost: 200 }), true), 1);
    same(grade(before, at({ at: 3000, received: 1000, remoteLoss: 0.07 }), true), 2);
  });

  test("is nothing when nothing comes that should, and good when nothing should", () => {
    same(grade(at({}), at({ at: 3000 }), true), 0);
    same(grade(at({}), at({ at: 3000 }), false), 4);
    same(grade(null, at({ at: 3000 }), true), 4);
  });

  test("is read from a report", () => {
    const s = sample([
      { type: "inbound-rtp", packetsReceived: 10, packetsLost: 1, bytesReceived: 100 }, { type: "inbound-rtp", packetsReceived: 5, packetsLost: -2 },
      { type: "remote-inbound-rtp", fractionLost: 0.1, roundTripTime: 0.2 }, { type: "candidate-pair", nominated: true, state: "succeeded", currentRoundTripTime: 0.01 },
    ], 7);
    same([s.received, s.lost, s.remoteLoss, s.rtt, s.at], [15, 1, 0.1, 0.2, 7]);
  });
});

describe("the budget of a mesh", () => {
  test("shrinks with everybody who gets the picture", () => {
    const rates = [1, 2, 3, 5, 8].map(n => cameraBudget(n).maxBitrate);
    same(rates, [...rates].sort((a, b) => b - a));
    for (const n of [1, 2, 3, 4, 5]) same(cameraBudget(n).maxBitrate * n < 2_000_000, true, `${n} others cost an upload people have`);
  });

  test("scales down only what is too large", () => {
    same(scaleFor(720, cameraBudget(3)), 2);
    same(scaleFor(240, cameraBudget(3)), 1);
    same(scaleFor(undefined, cameraBudget(3)), 1);
  });
});
