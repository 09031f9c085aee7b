// SPDX-License-Identifier: Apache-2.0
import { Sha256 } from "./sha256.js";
import { CHUNK, parse, Transfer, WINDOW } from "./transfer.js";

/** Bytes that are written at once, where so many wait. */
const BATCH = 1_048_576;
/** Bytes after which the sender is told what we have. */
const STEP = 262_144;

/**
 * Where a file goes: a FileSystemWritableFileStream is nearly one.
 * @typedef {object} Sink
 * @property {(bytes: Uint8Array<ArrayBuffer>) => Promise<void>} write in order
 * @property {() => Promise<Blob | undefined>} close what was written, if it can be read from here
 * @property {() => Promise<void>} abort forgets what was written, also after close()
 */

/** A file that somebody offers us. Nothing of it comes before `accept()`. It is kept in a sink, never in memory as a whole. */
export class IncomingFile extends Transfer {
  #sha = new Sha256();
  /** @type {Sink | undefined} */
  #sink;
  /** @type {Uint8Array<ArrayBuffer>[]} received, not written */
  #waiting = [];
  #pending = 0; // bytes of them, and of those being written
  #confirmed = 0;
  /** @type {Promise<void> | undefined} */
  #writing;
  /** @type {string | undefined} */
  #expected;
  #off;
  /** What arrived, once it is done. @type {Blob | undefined} */
  content;

  /** @param {import("./transfer.js").TransferStart} start */
  constructor(start) {
    super(start);
    this.#off = this.peer.on("left", () => this.settle("failed", { failure: "left", told: true }));
  }

  /** @param {Sink} sink where it goes */
  accept(sink) {
    if (this.accepted || this.ended) return void sink.abort().catch(() => {});
    this.#sink = sink;
    this.agreed();
    void this.#ask();
  }

  decline() {
    this.settle("declined", { by: "us" });
  }

  /** There is no room for it. */
  refuse() {
    this.settle("failed", { failure: "storage" });
  }

  /** Forgets what arrived. */
  async discard() {
    this.cancel();
    this.content = undefined;
    const sink = this.#sink;
    this.#sink = undefined;
    await sink?.abort().catch(() => {});
  }

  // What follows is for Files.

  /** They offer it, for the first time or again. @param {import("./channel.js").Channel} channel @param {Record<string, any>} offer */
  offered(channel, offer) {
    if (offer.size !== this.size) return channel.close();
    if (this.ended) return channel.closeWith(JSON.stringify(this.outcome));
    this.#expected = undefined;
    this.carry(channel);
    this.held(offer.paused);
    if (this.accepted) void this.#ask();
    this.changed();
  }

  /** They ended it while we could not hear them. @param {Record<string, any>} frame */
  cancelled(frame) {
    if (frame.type === "failed") this.settle("failed", { failure: "unreadable", told: true });
    else this.settle("cancelled", { by: "them" });
  }

  /** @protected @override */
  release() {
    super.release();
    this.#off();
    this.#waiting = [];
    if (this.state !== "done") void this.discard();
  }

  /** @protected @override */
  lost() {
    this.#expected = undefined;
  }

  /** @param {Record<string, any>} frame @protected @override */
  heard(frame) {
    if (frame.type !== "end" || typeof frame.sha256 !== "string") return this.settle("failed", { failure: "misbehaved" });
    this.#expected = frame.sha256;
    void this.#write();
  }

  /** @param {ArrayBuffer} data @protected @override */
  came(data) {
    const bytes = new Uint8Array(data);
    const fits = this.#sha.length + bytes.length <= this.size && this.#pending + bytes.length <= WINDOW + STEP;
    if (!this.accepted || bytes.length === 0 || bytes.length > CHUNK || !fits) return this.settle("failed", { failure: "misbehaved" });
    this.#sha.update(bytes);
    this.#pending += bytes.length;
    this.#waiting.push(bytes);
    void this.#write();
  }

  /** Says where to begin: after what is written, and nothing else is under way. */
  async #ask() {
    const { channel } = this;
    await this.#writing;
    if (!channel || this.channel !== channel || this.ended) return;
    this.#confirmed = this.#sha.length;
    this.say({ type: "accept", from: this.#confirmed, paused: this.holding });
  }

  #write() {
    return (this.#writing ??= this.#drain().then(
      () => (this.#writing = undefined),
      () => this.settle("failed", { failure: "storage" }),
    ));
  }

  async #drain() {
    while (this.#waiting.length > 0) {
      const bytes = this.#take();
      await this.#sink?.write(bytes);
      if (this.ended) return;
      this.#pending -= bytes.length;
      this.advance(this.moved + bytes.length);
      if (this.moved - this.#confirmed >= STEP) this.#confirm();
    }
    if (this.#expected !== undefined) await this.#verify(this.#expected);
  }

  #confirm() {
    this.#confirmed = this.moved;
    this.say({ type: "have", bytes: this.moved });
  }

  /** Many small pieces become one. */
  #take() {
    let count = 0;
    let length = 0;
    for (const { length: next } of this.#waiting) {
      if (count > 0 && length + next > BATCH) break;
      count++;
      length += next;
    }
    const batch = new Uint8Array(length);
    let at = 0;
    for (const piece of this.#waiting.splice(0, count)) {
      batch.set(piece, at);
      at += piece.length;
    }
    return batch;
  }

  /** @param {string} expected */
  async #verify(expected) {
    if (this.moved !== this.size || this.#sha.digest() !== expected) return this.settle("failed", { failure: "corrupt" });
    this.content = await this.#sink?.close();
    this.settle("done");
  }
}

/**
 * The first frame of a channel.
 * @param {unknown} data
 * @returns {Record<string, any> | undefined} undefined if it is neither an offer nor the end of one
 */
export function opening(data) {
  const frame = parse(data);
  if (!frame || typeof frame.id !== "string" || !/^[\w-]{8,64}$/.test(frame.id)) return undefined;
  if (frame.type === "cancel" || frame.type === "failed") return frame;
  const right = frame.type === "offer" && Number.isSafeInteger(frame.size) && frame.size >= 0 && typeof frame.name === "string";
  return right ? frame : undefined;
}
