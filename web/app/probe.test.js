// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../test/harness.js";
import { probeRelay, probeStun, serverFor, wayOf } from "./probe.js";

describe("the network's test", () => {
  test("knows the way of each address", () => {
    same(["stun:a", "turn:a:1", "turn:a?transport=udp", "turn:a?transport=tcp", "turns:a?transport=tcp", "stuns:a", ""].map(wayOf), ["stun", "udp", "udp", "tcp", "tls", "", ""]);
  });

  test("takes one address of those that a server offers, with its login", () => {
    const servers = [{ urls: "stun:a" }, { urls: ["turn:a?transport=udp", "turn:a?transport=tcp"], username: "u", credential: "c" }];
    same(serverFor(servers, "tcp"), { urls: "turn:a?transport=tcp", username: "u", credential: "c" });
    same([serverFor(servers, "stun")?.urls, serverFor(servers, "tls"), serverFor([], "stun")], ["stun:a", null, null]);
  });

  test("says of a relay that is not there that it was not reached", async () => {
    same(await probeRelay({ urls: "turn:127.0.0.1:9?transport=tcp", username: "u", credential: "c" }), { reached: false, ms: 0 });
  });

  test("does not wait for a STUN server for ever", async () => {
    same((await probeStun({ urls: "stun:127.0.0.1:9" })).address, "");
  });
});
