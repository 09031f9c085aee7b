// SPDX-License-Identifier: Apache-2.0
import { verdict } from "./closing.js";
import { Emitter } from "./emitter.js";

/** Upper bounds, in ms, of the pause before the first, second, … attempt to dial again. It is random: after a restart not everybody is to be back at once. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 10_000];
/** The step of the above with which "come back later" begins. */
const LATER = 2;
/** The upper bound, in ms, where somebody waits for the line, and for how long after a good one broke. */
const URGENT = { pause: 1_500, lasts: 30_000 };
/** A line that lived this long, in ms, was a good one: the pauses start small again. */
const STEADY = 5_000;
/** How long, in ms, dialling and the first answer may take. */
const PATIENCE = 10_000;
/** How long, in ms, we wait for a pong after the page woke up. */
const WAKE_PATIENCE = 4_000;
const PING = '{"type":"ping"}';

/**
 * @typedef {{ url: string, WebSocket?: typeof WebSocket, pauses?: number[], urgent?: () => boolean }} SocketOptions
 *   `urgent`: whether somebody waits for the line
 * @typedef {{ code: number, reason: string, verdict: import("./closing.js").Verdict, attempt: number,
 *   retryIn: number }} Closing `retryIn` in ms; meaningless where the verdict is to stop
 */

/**
 * One WebSocket after another to the same address: dials, notices when the line is dead, dials again.
 *
 * ```
 *   open()            opened              closed, or silent for two beats
 * ─────────▶ dialling ──────▶ open ─────────────────────────────┐
 *               ▲                                               ▼
 *               └──────────── pause over, or wake ────────── waiting      close(), or a code that says stop ──▶ idle
 * ```
 *
 * Silence is measured by the clock, not by counting timers: those of frozen tabs and sleeping machines are late.
 * @extends {Emitter<{ opened: void, frame: { frame: any, size: number }, closed: Closing }>}
 */
export class Socket extends Emitter {
  #options;
  /** @type {WebSocket | undefined} */
  #socket;
  /** @type {ReturnType<typeof setTimeout> | undefined} to dial again, or to look whether the line is alive */
  #timer;
  #attempt = 0;
  #patient = false; // the server asked us to come back later
  #settledAt = Infinity;
  #brokeAt = -Infinity; // when a line did that was good, or the first
  #beat = PATIENCE;
  #heardAt = 0;
  #askedAt = 0; // when we asked for a sign of life that has not come; 0 if we wait for none
  #lookAt = 0; // when the timer should fire

  /** @param {SocketOptions} options */
  constructor(options) {
    super();
    this.#options = options;
  }

  get open() {
    return this.#socket?.readyState === 1;
  }

  /** Dials, unless there is a socket already. */
  dial() {
    if (this.#socket) return;
    clearTimeout(this.#timer);
    const socket = new (this.#options.WebSocket ?? WebSocket)(this.#options.url, "switchboard.v1");
    this.#socket = socket;
    this.#settledAt = Infinity;
    this.#patient = false;
    socket.onopen = () => (this.#ask(PATIENCE), this.emit("opened", undefined));
    socket.onmessage = ({ data }) => this.#received(data);
    socket.onclose = ({ code, reason }) => this.#gone(code, reason);
    this.#ask(PATIENCE);
  }

  /** @param {string} text */
  send(text) {
    if (this.open) this.#socket?.send(text);
  }

  /** The server welcomed us. @param {number} beat ms of silence after which to ask for a sign of life */
  settle(beat) {
    this.#settledAt = Date.now();
    this.#beat = beat;
    this.#look(beat);
  }

  /** Something happened that may have changed what we know of the line: dial at once, or see whether it still lives. */
  wake() {
    if (this.open) {
      this.send(PING);
      this.#ask(Math.min(WAKE_PATIENCE, this.#beat));
    } else if (!this.#socket && this.#timer !== undefined && !this.#patient) {
      this.#timer = void clearTimeout(this.#timer);
      this.dial();
    }
  }

  /** Gives this line up and dials another soon. @param {number} code @param {string} reason */
  drop(code, reason) {
    this.#discard(code, reason);
    this.#gone(code, reason, "soon");
  }

  /** Says goodbye and stays away until the next `dial()`. */
  close() {
    this.#timer = void clearTimeout(this.#timer);
    this.#discard(1000, "");
  }

  /** @param {unknown} data */
  #received(data) {
    this.#heardAt = Date.now();
    this.#askedAt = 0;
    let frame;
    try {
      frame = typeof data === "string" ? JSON.parse(data) : undefined;
    } catch {
      frame = undefined;
    }
    if (typeof frame?.type === "string") this.emit("frame", { frame, size: /** @type {string} */ (data).length });
    else this.drop(4400, "not a frame");
  }

  /** @param {number} code @param {string} reason */
  #gone(code, reason, what = verdict(code)) {
    this.#socket = undefined;
    this.#timer = void clearTimeout(this.#timer);
    const now = Date.now();
    if (now - this.#settledAt >= STEADY) this.#attempt = 0;
    if (this.#settledAt < Infinity && this.#attempt === 0) this.#brokeAt = now;
    this.#patient = what === "later";
    if (this.#patient) this.#attempt = Math.max(this.#attempt, LATER);
    const pauses = this.#options.pauses ?? PAUSES;
    const urgent = what === "soon" && now - this.#brokeAt < URGENT.lasts && this.#options.urgent?.();
    const retryIn = Math.random() * Math.min(pauses[Math.min(this.#attempt, pauses.length - 1)], urgent ? URGENT.pause : Infinity);
    this.#attempt++;
    if (what !== "stop") this.#timer = setTimeout(() => ((this.#timer = undefined), this.dial()), retryIn);
    this.emit("closed", { code, reason, verdict: what, attempt: this.#attempt, retryIn });
  }

  /** Expects to hear something within `patience` ms. @param {number} patience */
  #ask(patience) {
    this.#askedAt = Date.now();
    this.#look(patience);
  }

  /** @param {number} wait ms */
  #look(wait) {
    clearTimeout(this.#timer);
    this.#lookAt = Date.now() + wait;
    this.#timer = setTimeout(() => this.#examine(wait), wait);
  }

  /** @param {number} waited ms */
  #examine(waited) {
    const now = Date.now();
    const overslept = now - this.#lookAt > 1_000; // frozen: what came meanwhile may still wait behind this timer
    const silence = now - this.#heardAt;
    if (this.#askedAt && !(overslept && this.open)) this.drop(4410, `nothing came for ${waited} ms`);
    else if (overslept) this.wake();
    else if (silence < this.#beat) this.#look(this.#beat - silence);
    else {
      this.send(PING);
      this.#ask(this.#beat);
    }
  }

  /** @param {number} code @param {string} reason */
  #discard(code, reason) {
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close(code, reason); // what still waits in it is sent; its end is no longer our business
  }
}
