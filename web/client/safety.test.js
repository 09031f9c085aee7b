// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test, until } from "../test/harness.js";
import { lineFor, tone } from "../test/pair.js";
import { fingerprintsOf, safetyCode } from "./safety.js";

describe("the safety code", () => {
  test("is the same at both ends, and another one for another connection", async () => {
    const codes = [];
    for (let i = 0; i < 2; i++) {
      const line = lineFor();
      const { track, stream } = tone();
      line.a.addTrack(track, stream);
      await until(() => line.a.state === "connected" && line.b.state === "connected");
      const code = await line.a.safetyCode();
      same(await line.b.safetyCode(), code);
      codes.push(code.join(" "));
      line.close();
    }
    assert(codes[0] !== codes[1], "two connections have the same code");
    assert(/^\d{5}( \d{5}){5}$/.test(codes[0]), codes[0]);
  });

  test("differs where somebody exchanged a fingerprint", async () => {
    const [ana, bob, eve] = ["sha-256 AA:01", "sha-256 BB:02", "sha-256 EE:03"];
    const [atAna, atBob] = await Promise.all([safetyCode(ana, eve), safetyCode(eve, bob)]);
    assert(atAna.join() !== atBob.join(), "an exchange went unseen");
  });

  test("does not depend on who is who, nor on the spelling", async () => {
    const sdp = "v=0\r\na=fingerprint:SHA-256 aa:0b\r\nm=audio 9\r\na=fingerprint:sha-256 AA:0B\r\n";
    same(fingerprintsOf(sdp), "sha-256 AA:0B");
    same(await safetyCode("x", "y"), await safetyCode("y", "x"));
  });

  test("is of fixed numbers, so that versions of this page agree", async () => {
    same(await safetyCode("sha-256 AA", "sha-256 BB"), FIXED);
  });

  test("is none before there is a connection", async () => {
    const line = lineFor();
    same(await line.a.safetyCode(), []);
    line.close();
  });
});

/** By another implementation of PBKDF2: Python's. */
const FIXED = ["35353", "80435", "75261", "09203", "89324", "95238"];
