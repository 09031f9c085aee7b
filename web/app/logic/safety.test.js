// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { isFailed, standing, wayOfAll, worth } from "./safety.js";

const people = [{ id: "bob" }, { id: "eva" }];
const codes = { bob: "1", eva: "2" };

describe("the encryption of a call", () => {
  test("is verified when all codes were compared, and those of now", () => {
    same(worth({ people, codes, verified: { bob: "1" }, failed: {} }), "encrypted");
    same(worth({ people, codes, verified: { bob: "1", eva: "2" }, failed: {} }), "verified");
    same(worth({ people, codes, verified: { bob: "1", eva: "old" }, failed: {} }), "encrypted");
    same(worth({ people: [], codes: {}, verified: {}, failed: {} }), "encrypted");
    same(worth({ people, codes: {}, verified: {}, failed: {} }), "encrypted");
  });

  test("has failed as long as one code is known to differ", () => {
    const call = { people, codes, verified: { eva: "2" }, failed: { bob: "1" } };
    same([worth(call), isFailed(call, "bob"), isFailed(call, "eva")], ["failed", true, false]);
    same(worth({ ...call, codes: { ...codes, bob: "new" } }), "encrypted");
    same(worth({ ...call, people: [{ id: "eva" }] }), "verified");
  });

  test("forgets what was compared on a connection that is gone", () => same(standing({ bob: "1", eva: "old", zoe: "3" }, codes), { bob: "1" }));

  test("goes directly, through a relay, or partly so, where that is known", () => {
    const [straight, round] = [{ relayed: false }, { relayed: true }];
    same(wayOfAll(people, {}), "");
    same(wayOfAll(people, { bob: straight, gone: round }), "direct");
    same(wayOfAll(people, { bob: round, eva: round }), "relay");
    same(wayOfAll(people, { bob: straight, eva: round }), "mixed");
  });
});
