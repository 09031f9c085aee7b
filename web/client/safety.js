// SPDX-License-Identifier: Apache-2.0
/**
 * Numbers that two people can read to each other, to know that nobody sits between them. Media are encrypted by keys whose
 * fingerprints travel in the session descriptions (RFC 8122), through the server; a server that exchanged them could listen. The
 * numbers follow from the fingerprints of both ends, so they are the same at both only where nothing was exchanged.
 */

/** Whoever wants to exchange fingerprints must find two pairs with the same code: 100 bits, and so much work for each try. */
const ROUNDS = 100_000;
const GROUPS = 6;
const BYTES = 5;
const SALT = new TextEncoder().encode("Switchboard safety code 1");

/** All fingerprints of a description, in an order and spelling of their own. @param {string} sdp @returns {string} "" for none */
export function fingerprintsOf(sdp) {
  const found = [...sdp.matchAll(/^a=fingerprint:\s*(\S+)\s+(\S+)/gm)].map(([, hash, value]) => `${hash.toLowerCase()} ${value.toUpperCase()}`);
  return [...new Set(found)].sort().join(",");
}

/**
 * @param {string} one fingerprints of one end
 * @param {string} other of the other end; which is which makes no difference
 * @returns {Promise<string[]>} six groups of five digits
 */
export async function safetyCode(one, other) {
  const both = new TextEncoder().encode([one, other].sort().join("|"));
  const key = await crypto.subtle.importKey("raw", both, "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: SALT, iterations: ROUNDS }, key, GROUPS * BYTES * 8);
  const bytes = new Uint8Array(bits);
  return Array.from({ length: GROUPS }, (_, group) => {
    let value = 0;
    for (const byte of bytes.subarray(group * BYTES, (group + 1) * BYTES)) value = value * 256 + byte; // 40 bits: exact
    return String(value % 100_000).padStart(5, "0");
  });
}
