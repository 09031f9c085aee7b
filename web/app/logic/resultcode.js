// SPDX-License-Identifier: Apache-2.0
/** The result of a self-test in a few digits that can be read out, and back. The table is in docs/operations.md. */

/** What is tested, in the code's order. The order and the digits are for good: another set needs another version. */
export const CHECKS = /** @type {const} */ (["camera", "mic", "speaker", "server", "stun", "udp", "tcp", "tls"]);
const OUTCOMES = /** @type {const} */ (["untested", "ok", "failed", "absent", "denied", "busy", "silent", "unsure"]);

/** @typedef {typeof CHECKS[number]} Check */
/** @typedef {typeof OUTCOMES[number]} Outcome */
/** @typedef {{ outcomes: Record<Check, Outcome>, rtt: number, rate: number }} Result `rtt`: ms to the server and back; `rate`: bits a second through the relay; 0 where unknown */

const VERSION = "SB2";
const MOST_RTT = 9999;
/** In steps of 100 kbit/s, as it differs that much from one time to the next. */
const STEP = 100_000;
const MOST_STEPS = 9999;

/** SB2-1171-1112-24-120-86: version, devices and server, network, round trip, speed, check digits.
 * @param {Result} result */
export function encode({ outcomes, rtt, rate }) {
  const digits = CHECKS.map(check => OUTCOMES.indexOf(outcomes[check])).join("");
  const body = [VERSION, digits.slice(0, 4), digits.slice(4), rounded(rtt, MOST_RTT), rounded(rate / STEP, MOST_STEPS)].join("-");
  return `${body}-${sumOf(body)}`;
}

/** @param {number} n @param {number} most */
const rounded = (n, most) => Math.min(most, Math.max(0, n > 0 && n < 1 ? 1 : Math.round(n)));

/** @param {string} code
 * @returns {Result | null} null where it is none, or was misheard */
export function decode(code) {
  const [, body = "", near = "", far = "", rtt = "", rate = "", sum] = /^(SB2-([0-7]{4})-([0-7]{4})-(\d{1,4})-(\d{1,4}))-(\d\d)$/.exec(code.trim().toUpperCase()) ?? [];
  if (!body || sumOf(body) !== sum) return null;
  const digits = [...near, ...far];
  const outcomes = /** @type {Record<Check, Outcome>} */ (Object.fromEntries(CHECKS.map((check, i) => [check, OUTCOMES[Number(digits[i])] ?? "untested"])));
  return { outcomes, rtt: Number(rtt), rate: Number(rate) * STEP };
}

/** Two digits that change when any one character does, or two neighbours change places. @param {string} body */
function sumOf(body) {
  let sum = 0;
  for (const c of body) sum = (sum * 10 + (c.codePointAt(0) ?? 0)) % 97;
  return String(sum).padStart(2, "0");
}
