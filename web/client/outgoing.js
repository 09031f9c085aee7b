// SPDX-License-Identifier: Apache-2.0
import { CHUNK, isCount, LABEL, Transfer, WINDOW } from "./transfer.js";

/** Bytes that are read at once. */
const SLICE = 4 * CHUNK;
/** Pauses, in ms, before another channel is opened. */
const PAUSES = [250, 500, 1_000, 2_000, 5_000];
/** How long, in ms, a channel may take to open, where there is a path. */
const OPENING = 15_000;

/** Channels that may end without an answer: the other side may be a page that knows nothing of files. */
const UNANSWERED = 20;

/** A file that we send to one peer. When its channel breaks, it opens another one and goes on from the last byte that they have. */
export class OutgoingFile extends Transfer {
  #source;
  #started = false;
  #attempt = 0;
  #sent = 0; // the furthest byte, over all channels
  /** @type {import("./channel.js").Channel | undefined} in which they accepted */
  #accepted;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {() => void} */
  #wake = () => {};
  /** @type {(() => void)[]} */
  #offs = [];

  /** @param {import("./transfer.js").TransferStart} start @param {import("./source.js").Source} source */
  constructor(start, source) {
    super(start);
    this.#source = source;
    this.on("changed", () => this.#wake());
    this.#offs.push(
      this.peer.on("left", () => (this.settle("failed", { failure: "left" }), this.#stop())),
      this.peer.on("state", (state) => {
        if (state === "connected" && this.#started && !this.channel) this.#connectIn(0);
      }),
    );
  }

  /** For Files, which says when it is this one's turn. */
  start() {
    if (this.#started || this.ended) return;
    this.#started = true;
    this.#connect();
  }

  /** @protected @override */
  release() {
    const told = this.channel?.open ?? false;
    super.release();
    this.#wake();
    if (!this.#started || told || this.failure === "left" || this.failure === "misbehaved") this.#stop();
    else this.#connectIn(PAUSES[0]);
  }

  /** @protected @override */
  lost() {
    this.#wake();
    if (!this.accepted && this.#attempt >= UNANSWERED) return this.settle("failed", { failure: "misbehaved" });
    this.#connectIn(PAUSES[Math.min(this.#attempt++, PAUSES.length - 1)]);
  }

  /** @param {Record<string, any>} frame @protected @override */
  heard(frame) {
    if (frame.type === "accept" && isCount(frame.from, this.#sent)) return this.#accept(frame);
    if (frame.type === "have" && isCount(frame.bytes, this.#sent) && frame.bytes >= this.moved) return this.advance(frame.bytes);
    if (frame.type === "done" && this.#sent === this.size) return this.#done();
    this.settle("failed", { failure: "misbehaved" });
  }

  #done() {
    this.advance(this.size);
    this.settle("done", { told: true });
  }

  /** @param {number} wait ms */
  #connectIn(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), wait);
  }

  #connect() {
    if (this.channel) return;
    // Where there is a connection without a path, one will come and say so; where there is none, a channel makes one.
    if (this.peer.state !== "connected" && this.peer.state !== "new") return this.#connectIn(PAUSES[PAUSES.length - 1]);
    const channel = this.peer.openChannel(LABEL);
    this.#timer = setTimeout(() => channel.close(), OPENING);
    if (this.ended) return this.#tell(channel);
    this.carry(channel);
    channel.on("room", () => this.#wake());
    channel.once("open", () => {
      clearTimeout(this.#timer);
      const { id, name, size, type: mime, holding, private: secret } = this;
      this.say({ type: "offer", id, name, size, mime, private: secret, paused: holding });
    });
  }

  /** It ended while they could not hear it. @param {import("./channel.js").Channel} channel */
  #tell(channel) {
    const off = channel.once("closed", () => this.#connectIn(PAUSES[PAUSES.length - 1]));
    channel.once("open", () => {
      off();
      channel.closeWith(JSON.stringify({ ...this.outcome, id: this.id }));
      this.#stop();
    });
  }

  #stop() {
    clearTimeout(this.#timer);
    for (const off of this.#offs.splice(0)) off();
  }

  /** @param {{ from?: any, paused?: any }} frame */
  #accept({ from, paused }) {
    const { channel } = this;
    if (!channel || channel === this.#accepted) return;
    this.#accepted = channel;
    this.#attempt = 0;
    this.advance(from);
    this.held(paused);
    this.agreed();
    this.#pump(channel, from).catch(() => this.settle("failed", { failure: "unreadable" }));
  }

  /** @param {import("./channel.js").Channel} channel @param {number} from */
  async #pump(channel, from) {
    for (let at = from; at < this.size; at += SLICE) {
      await this.#until(channel, () => at + SLICE - this.moved <= WINDOW);
      if (this.channel !== channel) return;
      const bytes = await this.#source.read(at, SLICE);
      for (let piece = 0; piece < bytes.length; piece += CHUNK) {
        await this.#until(channel, () => channel.ready && !this.pausedBy);
        if (this.channel !== channel) return;
        const chunk = bytes.subarray(piece, piece + CHUNK);
        this.#sent = Math.max(this.#sent, at + piece + chunk.length);
        channel.send(chunk);
      }
    }
    if (this.channel === channel) this.say({ type: "end", sha256: this.#source.digest });
  }

  /** Until it may go on, or another channel carries it, or none. @param {import("./channel.js").Channel} channel @param {() => boolean} may */
  async #until(channel, may) {
    while (this.channel === channel && !may()) await new Promise((resolve) => (this.#wake = () => resolve(undefined)));
  }
}
