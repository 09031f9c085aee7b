// SPDX-License-Identifier: Apache-2.0
import { Emitter } from "./emitter.js";

/** Bytes that may wait to be sent in one channel: enough to keep the line busy, few enough that a pause is one at once. */
const WAITING = 1_048_576;
/** How long, in ms, the other side may take to close after our last word. */
const LINGERING = 10_000;
/** Channels of one connection that the other side may have open. */
const OPENED = 64;

/**
 * @typedef {object} ChannelEvents `open` and `closed` are also told to those who listen late
 * @property {void} open
 * @property {string | ArrayBuffer} message
 * @property {void} room there is room again
 * @property {void} closed by either side, or with the connection; once
 */

/**
 * An ordered, reliable data channel whose end is always told: browsers say nothing when its connection was closed.
 * @extends {Emitter<ChannelEvents>}
 */
export class Channel extends Emitter {
  #channel;
  #closed = false;

  /** @param {RTCDataChannel} channel */
  constructor(channel) {
    super();
    this.#channel = channel;
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = WAITING / 2;
    channel.onopen = () => this.emit("open", undefined);
    channel.onmessage = ({ data }) => this.emit("message", data);
    channel.onbufferedamountlow = () => this.emit("room", undefined);
    channel.onclose = () => this.end();
  }

  get label() {
    return this.#channel.label;
  }

  get open() {
    return !this.#closed && this.#channel.readyState === "open";
  }

  get closed() {
    return this.#closed;
  }

  /** Whether more may be sent; `room` comes when it may again. */
  get ready() {
    return this.open && this.#channel.bufferedAmount < WAITING;
  }

  /** @param {string | Uint8Array<ArrayBuffer>} data */
  send(data) {
    if (this.open) this.#channel.send(/** @type {any} */ (data));
  }

  /** What was sent just before may be lost. */
  close() {
    this.#channel.close();
    this.end();
  }

  /**
   * Says the last word, upon which the other side closes.
   * HACK: on a busy machine Chrome 156 loses what is sent right before close(), which should first send all that waits.
   * https://w3c.github.io/webrtc-pc/#data-transport-closing-procedure
   * @param {string} text
   */
  closeWith(text) {
    if (!this.open) return this.close();
    this.send(text);
    setTimeout(() => this.#channel.close(), LINGERING);
    this.end();
  }

  /** There is no connection any more. */
  end() {
    if (this.#closed) return;
    this.#closed = true;
    const channel = this.#channel;
    channel.onopen = channel.onmessage = channel.onbufferedamountlow = channel.onclose = null;
    this.emit("closed", undefined);
  }

  /** @param {keyof ChannelEvents} name @returns {Iterable<any>} */
  replay(name) {
    return (name === "open" && this.open) || (name === "closed" && this.#closed) ? [undefined] : [];
  }
}

/** The channels of one peer, for as long as one connection carries them. */
export class Channels {
  /** @type {Set<Channel>} */
  #all = new Set();
  #incoming;

  /** @param {(channel: Channel) => boolean} incoming is told of those that the other side opens; whether anybody wants them */
  constructor(incoming) {
    this.#incoming = incoming;
  }

  /** @param {RTCPeerConnection} connection */
  attach(connection) {
    connection.ondatachannel = ({ channel }) => {
      if (this.#all.size >= OPENED) return channel.close();
      const incoming = this.#keep(channel);
      if (!this.#incoming(incoming)) incoming.close();
    };
  }

  /** @param {RTCPeerConnection} connection @param {string} label */
  open(connection, label) {
    return this.#keep(connection.createDataChannel(label));
  }

  /** There is no connection any more. */
  detach() {
    for (const channel of [...this.#all]) channel.end();
  }

  /** @param {RTCDataChannel} raw */
  #keep(raw) {
    const channel = new Channel(raw);
    this.#all.add(channel);
    channel.on("closed", () => this.#all.delete(channel));
    return channel;
  }
}
