// SPDX-License-Identifier: Apache-2.0
import { describe, random, same, test } from "../test/harness.js";
import { Sha256 } from "./sha256.js";

const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);

/** @param {Uint8Array<ArrayBuffer>} data */
async function browsers(data) {
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", data))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

describe("Sha256", () => {
  // The examples of FIPS 180-2, appendix B, and the empty one.
  test("gives the digests of the standard", () => {
    same(new Sha256().digest(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    same(new Sha256().update(bytes("abc")).digest(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    same(
      new Sha256().update(bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).digest(),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    );
    const million = new Sha256();
    for (let i = 0; i < 1000; i++) million.update(bytes("a".repeat(1000)));
    same(million.digest(), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  });

  test("agrees with the browser's for every length around a block", async () => {
    const chance = random(7);
    for (let length = 0; length < 200; length++) {
      const data = Uint8Array.from({ length }, () => chance() * 256);
      same(new Sha256().update(data).digest(), await browsers(data), `${length} bytes`);
    }
  });

  test("does not care how the bytes are cut", async () => {
    const chance = random(8);
    const data = Uint8Array.from({ length: 100_000 }, () => chance() * 256);
    const expected = await browsers(data);
    for (let round = 0; round < 10; round++) {
      const sha = new Sha256();
      for (let at = 0; at < data.length;) {
        const next = at + Math.floor(chance() * 300);
        sha.update(data.subarray(at, next));
        at = next;
      }
      same([sha.length, sha.digest()], [data.length, expected]);
    }
  });
});
