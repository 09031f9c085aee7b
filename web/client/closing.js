// SPDX-License-Identifier: Apache-2.0

/**
 * What to do when a WebSocket closed with a code, as the protocol's §6 tells it: `stop` coming, come back `soon` or `later`,
 * or soon as a `new` peer.
 * @typedef {"stop" | "soon" | "later" | "new"} Verdict
 */

/** @type {Readonly<Record<number, Verdict>>} */
const VERDICTS = {
  1000: "stop", // normal
  1001: "soon", // the server stops or restarts
  1002: "stop", // protocol error
  1003: "stop", // binary data
  1005: "soon", // closed without a code: a proxy between us
  1006: "soon", // the line broke, or could not be opened
  1007: "stop", // not UTF-8
  1009: "stop", // over limits.frame
  1011: "later", // a bug of the server
  1012: "soon", // service restart: proxies say so
  1013: "later", // the server is full
  4400: "stop", // malformed frame
  4401: "new", // the secret does not fit the peer
  4408: "soon", // no hello in time
  4409: "stop", // another connection resumed this peer
  4410: "soon", // heartbeats missed
  4413: "soon", // too slow
  4426: "stop", // no version in common
  4429: "later", // flood
};

/** @param {number} code @returns {Verdict} */
export function verdict(code) {
  return VERDICTS[code] ?? "later";
}
