// SPDX-License-Identifier: Apache-2.0

/** Codes for which the same request may well work a little later. */
const PASSING = new Set(["closed", "timeout", "rate-limited", "server-full", "too-much-waiting"]);

/**
 * What went wrong, for programs. The codes are those of the protocol's table, and of the client itself: `timeout`, `closed`,
 * `too-much-waiting`, `negotiation` (a browser refused a description), and those of media.js.
 */
export class SwitchboardError extends Error {
  name = "SwitchboardError";

  /** @param {string} code @param {string} message @param {{ retryable?: boolean, cause?: unknown }} [more] */
  constructor(code, message, { retryable = PASSING.has(code), cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryable = retryable;
  }
}
