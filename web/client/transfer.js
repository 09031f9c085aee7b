// SPDX-License-Identifier: Apache-2.0
import { Emitter } from "./emitter.js";

/** Of the data channels that carry files: one for each file and receiver. */
export const LABEL = "switchboard.file";
/** Bytes in one message. */
export const CHUNK = 65_536;
/** Bytes that the receiver has not confirmed, at most: what it must hold if its disk is slow. */
export const WINDOW = 4_194_304;
/** Characters of a message that is no piece of a file, at most. */
const MESSAGE = 16_384;

/**
 * @typedef {"offered" | "moving" | "paused" | "interrupted" | "done" | "cancelled" | "declined" | "failed"} TransferState
 *   `interrupted`: there is no path to the other side at the moment; it goes on by itself
 * @typedef {"us" | "them"} Side
 * @typedef {"left" | "corrupt" | "storage" | "unreadable" | "too-many" | "misbehaved"} TransferFailure
 *   `left`: the other side did; `corrupt`: what arrived is not what was sent; `storage`: the receiver has no room, or may not write;
 *   `unreadable`: the file changed or is gone, at the sender's; `misbehaved`: the other side broke the protocol
 * @typedef {"done" | "cancelled" | "declined" | "failed"} TransferEnd
 *
 * @typedef {object} TransferStart
 * @property {string} id the same on both sides
 * @property {import("./peer.js").Peer} peer the other side
 * @property {string} name
 * @property {number} size
 * @property {string} type as the sender's browser calls it: a hint, nothing more
 * @property {boolean} private as the sender says, nobody else gets it
 */

/**
 * One file on its way between us and one other. What both directions have in common: how far it is, who paused it, how it ended.
 *
 * ```
 *   offered ──▶ moving ◀──▶ paused, interrupted
 *      └───────────┴────────────┴──▶ done, cancelled, declined, failed
 * ```
 * @extends {Emitter<{ changed: void }>}
 */
export class Transfer extends Emitter {
  /** @type {import("./channel.js").Channel | undefined} */
  #channel;
  #paused = { us: false, them: false };
  #accepted = false;
  #moved = 0;
  /** @type {TransferEnd | undefined} */
  #end;
  /** @type {TransferFailure | undefined} */
  #failure;
  /** @type {Side | undefined} */
  #endedBy;
  #told = false; // they told us, or there is no need to tell them
  /** @type {() => void} */
  #finish = () => {};
  #off;

  /** @param {TransferStart} start */
  constructor({ id, peer, name, size, type, private: secret }) {
    super();
    /** @readonly */ this.id = id;
    /** @readonly */ this.peer = peer;
    /** @readonly */ this.name = name;
    /** @readonly */ this.size = size;
    /** @readonly */ this.type = type;
    /** @readonly */ this.private = secret;
    /** Resolves when it is over, however it ended. @type {Promise<void>} @readonly */
    this.over = new Promise((resolve) => (this.#finish = resolve));
    this.#off = peer.on("state", () => this.changed());
  }

  /** @returns {TransferState} */
  get state() {
    if (this.#end) return this.#end;
    if (!this.#accepted) return "offered";
    if (this.pausedBy) return "paused";
    return this.#channel?.open && this.peer.state === "connected" ? "moving" : "interrupted";
  }

  /** Why it failed. */
  get failure() {
    return this.#failure;
  }

  /** Who cancelled it. */
  get endedBy() {
    return this.#endedBy;
  }

  get ended() {
    return this.#end !== undefined;
  }

  /** Bytes that the receiver has for sure. */
  get moved() {
    return this.#moved;
  }

  /** @returns {Side | undefined} */
  get pausedBy() {
    return this.#paused.us ? "us" : this.#paused.them ? "them" : undefined;
  }

  pause() {
    this.#pause("us", true);
    this.say({ type: "pause" });
  }

  /** Takes back our own pause; theirs is theirs. */
  resume() {
    this.#pause("us", false);
    this.say({ type: "resume" });
  }

  cancel() {
    this.settle("cancelled", { by: "us" });
  }

  // What follows is for the two directions.

  get channel() {
    return this.#channel;
  }

  /** @protected */
  get accepted() {
    return this.#accepted;
  }

  /** Whether it was we who paused it. @protected */
  get holding() {
    return this.#paused.us;
  }

  /** @param {import("./channel.js").Channel} channel carries it from now on @protected */
  carry(channel) {
    const before = this.#channel;
    this.#channel = channel;
    before?.close();
    channel.on("message", (data) => this.#channel === channel && this.#received(data));
    channel.on("closed", () => this.#channel === channel && this.#lost());
  }

  /** @param {{ type: string } & Record<string, unknown>} frame @protected */
  say(frame) {
    this.#channel?.send(JSON.stringify(frame));
  }

  /** Both sides want it. @protected */
  agreed() {
    this.#accepted = true;
    this.changed();
  }

  /** @param {unknown} paused whether they hold it back @protected */
  held(paused) {
    this.#pause("them", paused === true);
  }

  /** @param {number} bytes in all @protected */
  advance(bytes) {
    this.#moved = bytes;
    this.changed();
  }

  /** @protected */
  changed() {
    this.emit("changed", undefined);
  }

  /**
   * It is over; the other side is told, where it does not know.
   * @param {TransferEnd} end @param {{ by?: Side, failure?: TransferFailure, told?: boolean }} [why] `told`: they told us @protected
   */
  settle(end, { by, failure, told = by === "them" } = {}) {
    if (this.#end) return;
    this.#end = end;
    this.#endedBy = by;
    this.#failure = failure;
    this.#told = told;
    this.release();
    this.#finish();
    this.changed();
  }

  /** How it ended, for the other side. @protected */
  get outcome() {
    if (this.#end === "failed") return { type: "failed", reason: this.#failure };
    return { type: this.#end === "done" ? "done" : this.#end === "declined" ? "decline" : "cancel" };
  }

  /** Tells the other side where it does not know, and gives back what only a running transfer needs. @protected */
  release() {
    const channel = this.#channel;
    this.#channel = undefined;
    if (this.#told) channel?.close();
    else channel?.closeWith(JSON.stringify(this.outcome));
    this.#off();
  }

  /** @param {Record<string, any>} frame what only one of the two directions says @protected */
  heard(frame) {}

  /** @param {ArrayBuffer} bytes @protected */
  came(bytes) {
    this.settle("failed", { failure: "misbehaved" });
  }

  /** The channel is gone, the transfer is not. @protected */
  lost() {}

  #lost() {
    this.#channel = undefined;
    if (this.#end) return;
    this.lost();
    this.changed();
  }

  /** @param {string | ArrayBuffer} data */
  #received(data) {
    if (this.#end) return;
    if (typeof data !== "string") return this.came(data);
    const frame = parse(data);
    if (!frame) return this.settle("failed", { failure: "misbehaved" });
    if (frame.type === "pause" || frame.type === "resume") return this.held(frame.type === "pause");
    if (frame.type === "cancel") return this.settle("cancelled", { by: "them" });
    if (frame.type === "decline") return this.settle("declined", { by: "them" });
    if (frame.type === "failed") return this.settle("failed", { failure: failureOf(frame.reason), told: true });
    this.heard(frame);
  }

  /** @param {Side} side @param {boolean} paused */
  #pause(side, paused) {
    if (this.#end || this.#paused[side] === paused) return;
    this.#paused[side] = paused;
    this.changed();
  }
}

/** @param {unknown} data @returns {Record<string, any> | undefined} undefined if it is none of ours */
export function parse(data) {
  if (typeof data !== "string" || data.length > MESSAGE) return undefined;
  try {
    const frame = JSON.parse(data);
    return typeof frame?.type === "string" ? frame : undefined;
  } catch {
    return undefined;
  }
}

/** @param {unknown} value @param {number} most @returns {value is number} */
export function isCount(value, most) {
  return Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0 && /** @type {number} */ (value) <= most;
}

/** @type {TransferFailure[]} */
const FAILURES = ["corrupt", "storage", "unreadable", "too-many"];

/** @param {unknown} reason @returns {TransferFailure} */
function failureOf(reason) {
  return FAILURES.find((known) => known === reason) ?? "misbehaved";
}
