// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { pathOf, samePaths } from "./path.js";

/** @param {object} local @param {object} remote @param {boolean} [transport] */
const report = (local, remote, transport = true) => new Map(Object.entries({
  T: { type: "transport", selectedCandidatePairId: transport ? "P" : undefined },
  O: { type: "candidate-pair", nominated: true, state: "succeeded", localCandidateId: "X", remoteCandidateId: "X" },
  P: { type: "candidate-pair", selected: transport ? undefined : true, localCandidateId: "L", remoteCandidateId: "R" },
  L: { type: "local-candidate", ...local },
  R: { type: "remote-candidate", ...remote },
}));
const host = { candidateType: "host", protocol: "udp" };

describe("the path", () => {
  test("is direct where neither side goes through a relay", () => {
    same(pathOf(report(host, { candidateType: "srflx", protocol: "udp" })), { relayed: false, protocol: "udp" });
    same(pathOf(report({ candidateType: "prflx", protocol: "TCP" }, host)), { relayed: false, protocol: "tcp" });
  });

  test("is relayed where either does, over what our side speaks to the relay", () => {
    same(pathOf(report({ candidateType: "relay", protocol: "udp", relayProtocol: "tls" }, host)), { relayed: true, protocol: "tls" });
    same(pathOf(report(host, { candidateType: "relay", protocol: "udp" })), { relayed: true, protocol: "udp" });
  });

  test("is that of the pair which is selected, as each browser says so", () => {
    same(pathOf(report({ candidateType: "relay", protocol: "udp", relayProtocol: "tcp" }, host, false)), { relayed: true, protocol: "tcp" });
  });

  test("is nothing while there is none", () => {
    same(pathOf(new Map()), null);
    same(pathOf(new Map([["T", { type: "transport" }]])), null);
  });

  test("is compared by what it says", () => {
    const udp = { relayed: false, protocol: "udp" };
    same(samePaths({ a: udp }, { a: { ...udp } }), true);
    same([samePaths({ a: udp }, {}), samePaths({ a: udp }, { b: udp }), samePaths({ a: udp }, { a: { ...udp, relayed: true } })], [false, false, false]);
  });
});
