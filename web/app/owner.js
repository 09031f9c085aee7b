// SPDX-License-Identifier: Apache-2.0
/** What the server tells its owner, and does for them: docs/operations.md. Knows no page. */

/** A moment: counts, and rates by the second. @typedef {{ connections: number, rooms: number, in: number, out: number, relay: number }} Moment */
/** @typedef {{ realm: string, kind: string, name: string, people: number, waiting: number, since: number, locked: boolean }} OpenRoom */
/** @typedef {{ step: number, connections: number[], rooms: number[], in: number[], out: number[], relay: number[], usual: number[], slow: number[] }} Lines */
/**
 * @typedef {object} Status
 * @property {string} version
 * @property {boolean} ready
 * @property {number} uptime in seconds
 * @property {number} cpu percent of all processors
 * @property {number} memory bytes
 * @property {number} people
 * @property {number} allocations
 * @property {Moment} now
 * @property {Moment} peak
 * @property {Lines} series
 * @property {Record<string, number>} refusals
 * @property {Record<string, number>} turnRefusals
 * @property {Record<string, number>} ratings
 * @property {Record<string, number>} problems
 * @property {OpenRoom[]} open
 */
/** @typedef {"15m" | "1h" | "24h"} Range */
/** Why there was no answer. @typedef {"wrong" | "wait" | "none" | "unreachable"} Why */

const API = "/admin/api";
const WHY = /** @type {Record<number, Why>} */ ({ 401: "wrong", 429: "wait", 404: "none" });
/** Longer than this, in ms, an answer is not waited for. */
const PATIENCE = 10_000;

export class Refused extends Error {
  /** @param {Why} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export class Owner {
  #token;

  /** @param {string} token */
  constructor(token) {
    this.#token = token;
  }

  /** @param {Range} range
   * @returns {Promise<Status>} */
  async status(range) {
    return (await this.#ask(`status?range=${range}`)).json();
  }

  /** Ends a room for all who are in it. @param {OpenRoom} room */
  async end({ realm, kind, name }) {
    await this.#ask("end", JSON.stringify({ realm, kind, room: name }));
  }

  /** @param {string} what
   * @param {string} [body] */
  async #ask(what, body) {
    if (!/^[!-~]+$/.test(this.#token)) throw new Refused("wrong"); // no header could carry it
    const answer = await fetch(`${API}/${what}`, {
      headers: { Authorization: `Bearer ${this.#token}` }, cache: "no-store", signal: AbortSignal.timeout(PATIENCE),
      ...(body === undefined ? {} : { method: "POST", body }),
    }).catch(() => null);
    if (!answer?.ok) throw new Refused(WHY[answer?.status ?? 0] ?? "unreachable");
    return answer;
  }
}
