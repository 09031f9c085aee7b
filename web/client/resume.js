// SPDX-License-Identifier: Apache-2.0

/**
 * A frame on its way out. `body` is its JSON without a number, `bytes` the size of that in UTF-8.
 * `fleeting` ones mean nothing after a fresh start: offers, answers, candidates. `writtenAt` is Infinity before it was.
 * @typedef {{ body: string, bytes: number, fleeting: boolean, writtenAt: number }} Entry
 */

const UTF8 = new TextEncoder();

/** @param {object} frame @param {boolean} [fleeting] @returns {Entry} */
export function entry(frame, fleeting = false) {
  const body = JSON.stringify(frame);
  return { body, bytes: UTF8.encode(body).length, fleeting, writtenAt: Infinity };
}

/**
 * What we send: numbered, kept until acknowledged, written again after a break where the server lacks it.
 *
 * ```
 *   #acked            #acked + #written      #acked + #tried         (numbers)
 *     │ on this line, not acknowledged │ on an earlier line │ never written │
 *     └───────────────────────────── #queue ────────────────────────────────┘
 * ```
 */
export class Outgoing {
  /** @type {Entry[]} the entry at index i has the number #acked + 1 + i */
  #queue = [];
  #acked = 0;
  #written = 0;
  #tried = 0;
  #bytes = 0;
  /** Whether the server numbers and acknowledges. Without, what was written is gone. */
  numbered = false;

  /** Bytes kept. */
  get bytes() {
    return this.#bytes;
  }

  /** Whether something waits to be written on this line. */
  get ready() {
    return this.#written < this.#queue.length;
  }

  /** @param {Entry} entry */
  add(entry) {
    this.#queue.push(entry);
    this.#bytes += entry.bytes;
  }

  /** @returns {string} the next frame to write; ask `ready` first */
  take() {
    const next = this.#queue[this.#written];
    const { body } = next;
    next.writtenAt = Date.now();
    if (!this.numbered) {
      this.#forget(1);
      return body;
    }
    this.#written++;
    this.#tried = Math.max(this.#tried, this.#written);
    return `{"seq":${this.#acked + this.#written},${body.slice(1)}`;
  }

  /** @param {number} seq the highest number the server has seen @returns {boolean} false if we never wrote that */
  acknowledge(seq) {
    const count = seq - this.#acked;
    if (!(count <= this.#tried)) return false;
    if (count > 0) {
      this.#forget(count);
      this.#acked = seq;
      this.#written = Math.max(0, this.#written - count);
      this.#tried -= count;
    }
    return true;
  }

  /** The same conversation on a new line. @param {number} received @returns {boolean} false if it cannot be the same */
  resume(received) {
    this.#written = 0;
    return received >= this.#acked && this.acknowledge(received);
  }

  /** A new conversation: the numbers start at 1, the queue is empty. @returns {Entry[]} what was never written, in order */
  restart() {
    const waiting = this.#queue.slice(this.#tried);
    this.#queue = [];
    this.#acked = this.#written = this.#tried = this.#bytes = 0;
    return waiting;
  }

  /** @param {number} count */
  #forget(count) {
    for (const { bytes } of this.#queue.splice(0, count)) this.#bytes -= bytes;
  }
}

/** What we receive: each number once and in order; says when an acknowledgement is due. */
export class Incoming {
  #seen = 0;
  #acked = 0;
  #size = 0;

  /** The highest number received. */
  get seen() {
    return this.#seen;
  }

  /** Whether the server knows that we have all that we have. */
  get acknowledged() {
    return this.#acked === this.#seen;
  }

  /** @param {number} limit bytes that the server keeps for us @returns {boolean} whether the acknowledgement cannot wait */
  pressing(limit) {
    return this.#seen - this.#acked >= 32 || this.#size > limit / 8;
  }

  /** @param {number} seq @param {number} size @returns {"new" | "seen" | "gap"} */
  receive(seq, size) {
    if (seq <= this.#seen) return "seen";
    if (seq !== this.#seen + 1) return "gap";
    this.#seen = seq;
    this.#size += size;
    return "new";
  }

  /** @returns {number} the number to acknowledge now */
  acknowledge() {
    this.#size = 0;
    return (this.#acked = this.#seen);
  }

  restart() {
    this.#seen = this.#acked = this.#size = 0;
  }
}
