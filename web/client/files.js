// SPDX-License-Identifier: Apache-2.0
import { Emitter } from "./emitter.js";
import { fileName } from "./filename.js";
import { IncomingFile, opening } from "./incoming.js";
import { OutgoingFile } from "./outgoing.js";
import { Source } from "./source.js";
import { LABEL } from "./transfer.js";

/** Files on their way to one peer at once, the unanswered ones among them. The others wait. */
const SENT = 8;
/** Files that one peer may offer us at once. */
const OFFERED = 16;
/** Files that one peer may offer us within a minute. */
const A_MINUTE = 120;
/** Files of one peer that we remember. */
const REMEMBERED = 512;
/** How long, in ms, a channel may stay silent after it was opened. */
const SILENCE = 15_000;

/** @typedef {import("./peer.js").Peer} Peer */

/**
 * Files between the members of a room, from page to page: the server sees nothing of them. Each file has a data channel of its own to
 * each receiver; what is said in there is told in docs/client.md.
 * @extends {Emitter<{ incoming: IncomingFile }>}
 */
export class Files extends Emitter {
  #room;
  /** @type {Map<string, OutgoingFile[]>} not over yet, by peer, in order */
  #sending = new Map();
  /** @type {Map<string, { files: Map<string, IncomingFile>, offers: number[], off: () => void }>} by peer; `off` listens to it no more */
  #received = new Map();
  /** @type {(() => void)[]} */
  #offs = [];

  /** @param {import("./room.js").Room} room */
  constructor(room) {
    super();
    this.#room = room;
    this.#offs.push(
      room.on("peer", (peer) => this.#meet(peer)),
      room.on("peer-left", ({ id }) => {
        this.#received.get(id)?.off();
        this.#sending.delete(id);
        this.#received.delete(id);
      }),
    );
  }

  /**
   * Offers a file. It is read while it is sent, never as a whole.
   * @param {File | Blob} file
   * @param {{ to?: Iterable<string>, name?: string, private?: boolean }} [how] `to`: ids of members; everybody who is here without;
   *   `private`: those who get it are told that nobody else does
   * @returns {OutgoingFile[]} one for each receiver
   */
  send(file, { to = this.#room.peers.keys(), name = "name" in file ? file.name : "", private: secret = false } = {}) {
    const source = new Source(file);
    const id = crypto.getRandomValues(new Uint32Array(4)).reduce((text, word) => text + word.toString(16).padStart(8, "0"), "");
    const peers = [...to].map((one) => this.#room.peers.get(one)).filter((peer) => peer !== undefined);
    return peers.map((peer) => {
      const start = { id, peer, name: fileName(name), size: file.size, type: file.type, private: secret };
      const outgoing = new OutgoingFile(start, source);
      const all = this.#sending.get(peer.id) ?? [];
      this.#sending.set(peer.id, all);
      all.push(outgoing);
      void outgoing.over.then(() => {
        all.splice(all.indexOf(outgoing), 1);
        this.#next(peer.id);
      });
      this.#next(peer.id);
      return outgoing;
    });
  }

  /** Ends all that is under way, and listens no more. What arrived stays. */
  close() {
    for (const off of this.#offs) off();
    for (const all of this.#sending.values()) for (const file of [...all]) file.cancel();
    for (const { files, off } of this.#received.values()) {
      off();
      for (const file of files.values()) file.cancel();
    }
  }

  /** @param {string} id */
  #next(id) {
    for (const file of (this.#sending.get(id) ?? []).slice(0, SENT)) file.start();
  }

  /** @param {Peer} peer */
  #meet(peer) {
    const off = peer.on("channel", (channel) => {
      if (channel.label !== LABEL) return;
      const timer = setTimeout(() => channel.close(), SILENCE);
      channel.once("closed", () => clearTimeout(timer));
      channel.once("message", (data) => {
        clearTimeout(timer);
        this.#opened(peer, channel, data);
      });
    });
    this.#received.set(peer.id, { files: new Map(), offers: [], off });
  }

  /** @param {Peer} peer @param {import("./channel.js").Channel} channel @param {unknown} data */
  #opened(peer, channel, data) {
    const frame = opening(data);
    const received = this.#received.get(peer.id);
    if (!frame || !received) return channel.close();
    const known = received.files.get(frame.id);
    if (frame.type !== "offer") {
      known?.cancelled(frame);
      return channel.close();
    }
    if (known) return known.offered(channel, frame);
    if (!admits(received)) return channel.closeWith(JSON.stringify({ type: "failed", reason: "too-many" }));
    const type = typeof frame.mime === "string" ? frame.mime.slice(0, 100) : "";
    const file = new IncomingFile({ id: frame.id, peer, name: fileName(frame.name), size: frame.size, type, private: frame.private === true });
    received.files.set(file.id, file);
    file.offered(channel, frame);
    if (!this.emit("incoming", file)) file.decline();
  }
}

/**
 * Whether one more offer is not too many; counts it.
 * @param {{ files: Map<string, IncomingFile>, offers: number[] }} received
 */
function admits({ files, offers }) {
  const now = Date.now();
  while (offers.length > 0 && now - offers[0] > 60_000) offers.shift();
  const open = [...files.values()].filter((file) => !file.ended).length;
  if (open >= OFFERED || offers.length >= A_MINUTE) return false;
  offers.push(now);
  for (const [id, file] of files) if (files.size >= REMEMBERED && file.ended) files.delete(id);
  return true;
}
