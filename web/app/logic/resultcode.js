// SPDX-License-Identifier: Apache-2.0
/** The result of a self-test in a few digits that can be read out, and back. The table is in docs/operations.md. */

/** What is tested, in the code's order. The order and the digits are for good: another set needs another version. */
export const CHECKS = /** @type {const} */ (["camera", "mic", "speaker", "server", "stun", "udp", "tcp", "tls"]);
export const OUTCOMES = /** @type {const} */ (["untested", "ok", "failed", "absent", "denied", "busy", "silent", "unsure"]);

/** @typedef {typeof CHECKS[number]} Check */
/** @typedef {typeof OUTCOMES[number]} Outcome */
/** @typedef {{ outcomes: Record<Check, Outcome>, rtt: number }} Result `rtt`: ms to the server and back, 0 where unknown */

const VERSION = "SB1";
const MOST_RTT = 9999;

/** SB1-1171-1112-24-26: version, devices and server, network, round trip, check digits.
 * @param {Result} result */
export function encode({ outcomes, rtt }) {
  const digits = CHECKS.map(check => OUTCOMES.indexOf(outcomes[check])).join("");
  const body = `${VERSION}-${digits.slice(0, 4)}-${digits.slice(4)}-${Math.min(MOST_RTT, Math.max(0, Math.round(rtt)))}`;
  return `${body}-${sumOf(body)}`;
}

/** @param {string} code
 * @returns {Result | null} null where it is none, or was misheard */
export function decode(code) {
  const [, body = "", near = "", far = "", rtt = "", sum] = /^(SB1-([0-7]{4})-([0-7]{4})-(\d{1,4}))-(\d\d)$/.exec(code.trim().toUpperCase()) ?? [];
  if (!body || sumOf(body) !== sum) return null;
  const digits = [...near, ...far];
  const outcomes = /** @type {Record<Check, Outcome>} */ (Object.fromEntries(CHECKS.map((check, i) => [check, OUTCOMES[Number(digits[i])] ?? "untested"])));
  return { outcomes, rtt: Number(rtt) };
}

/** Two digits that change when any one character does, or two neighbours change places. @param {string} body */
function sumOf(body) {
  let sum = 0;
  for (const c of body) sum = (sum * 10 + (c.codePointAt(0) ?? 0)) % 97;
  return String(sum).padStart(2, "0");
}
