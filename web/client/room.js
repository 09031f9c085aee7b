// SPDX-License-Identifier: Apache-2.0
import { Chair } from "./chair.js";
import { Emitter } from "./emitter.js";
import { Peer } from "./peer.js";

/** Messages kept in `messages`. */
const CHAT = 1_000;

/**
 * @typedef {import("./messages.js").ChatMessage} ChatMessage
 * @typedef {import("./messages.js").Member} Member
 *
 * @typedef {object} Line what a room needs of the switchboard
 * @property {(frame: { type: string } & Record<string, unknown>, how?: { again?: boolean }) => Promise<any>} request
 * @property {(frame: { type: string } & Record<string, unknown>, how?: { fleeting?: boolean }) => void} tell
 * @property {() => RTCConfiguration} configuration
 * @property {() => Promise<void> | undefined} refreshed to wait for before another path is looked for
 * @property {() => boolean} up whether the line to the server is up
 * @property {() => void} wake looks whether it is
 * @property {() => string} self our own id
 * @property {() => number} grace ms for which the server keeps a peer whose line broke
 * @property {(error: import("./error.js").SwitchboardError) => void} report
 *
 * @typedef {object} RoomEvents
 * @property {Peer} peer joined, or there already: a new listener is told of all who are there
 * @property {Peer} peer-left
 * @property {Peer} peer-changed
 * @property {ChatMessage} chat
 * @property {{ from: string, data: any }} message
 * @property {string} left we are not in the room any more: `left` by ourselves, `removed`, `banned` or `ended` by a host, or a code
 */

/**
 * A room that we are in: who else is there, what we show them, what is said.
 * @extends {Emitter<RoomEvents>}
 */
export class Room extends Emitter {
  #line;
  /** @type {Map<string, Peer>} */
  #peers = new Map();
  /** @type {Map<MediaStreamTrack, MediaStream>} what every member gets */
  #local = new Map();
  /** @type {Map<string, ReturnType<typeof setTimeout>>} those who are missing, until we believe it */
  #missing = new Map();
  #self = "";
  #entered = false;
  #left = false;
  #deaf = false; // a signal could not be sent
  /** Why we are not in it any more; "" while we are. */
  reason = "";
  /** Chat so far, oldest first. @type {ChatMessage[]} */
  messages = [];

  /** @param {string} name @param {Line} line */
  constructor(name, line) {
    super();
    /** @readonly */ this.name = name;
    this.#line = line;
    /** Hosts, rules, knocks and hands. @readonly */ this.chair = new Chair(name, line);
  }

  /** Whether the server said that we are in it, and we did not leave. */
  get joined() {
    return this.#entered && !this.#left;
  }

  /** The others, by id. */
  get peers() {
    return new Map(this.#peers);
  }

  /** Every member gets the stream's tracks, those who join later too. @param {MediaStream} stream */
  publish(stream) {
    for (const track of stream.getTracks()) this.addTrack(track, stream);
  }

  /** @param {MediaStream} stream */
  unpublish(stream) {
    for (const [track, of] of [...this.#local]) if (of === stream) this.removeTrack(track);
  }

  /** @param {MediaStreamTrack} track @param {MediaStream} stream tells the others which tracks belong together */
  addTrack(track, stream) {
    if (this.#left || this.#local.has(track)) return;
    this.#local.set(track, stream);
    for (const peer of this.#peers.values()) peer.addTrack(track, stream);
  }

  /** @param {MediaStreamTrack} track */
  removeTrack(track) {
    if (!this.#local.delete(track)) return;
    for (const peer of this.#peers.values()) peer.removeTrack(track);
  }

  /** Sends `track` where `old` was sent: no negotiation. @param {MediaStreamTrack} old @param {MediaStreamTrack} track */
  async replaceTrack(old, track) {
    const stream = this.#local.get(old);
    if (!stream || old === track) return;
    this.#local.delete(old);
    this.#local.set(track, stream);
    await Promise.all([...this.#peers.values()].map((peer) => peer.replaceTrack(old, track, stream)));
  }

  /** Says something to all, ourselves included. @param {string} text */
  async chat(text) {
    await this.#line.request({ type: "chat", room: this.name, text });
  }

  /** @param {unknown} data any JSON @param {string} [to] one member; all others without */
  async send(data, to) {
    await this.#line.request({ type: "signal", room: this.name, to, kind: "message", data });
  }

  /** What is worth nothing later: is lost while there is no line. @param {unknown} data any JSON @param {string} [to] one member; all others without */
  hint(data, to) {
    if (!this.#line.up() || !this.joined) return;
    try {
      this.#line.tell({ type: "signal", room: this.name, to, kind: "message", data }, { fleeting: true });
    } catch {
      // Too much waits as it is.
    }
  }

  async leave() {
    if (this.#left) return;
    this.#tell({ type: "signal", room: this.name, kind: "hangup", data: null });
    const left = this.#line.request({ type: "leave", room: this.name });
    this.close();
    // Refused or closed: we are not in it either way.
    await left.catch(() => {});
  }

  /** @param {keyof RoomEvents} name @returns {Iterable<any>} */
  replay(name) {
    return name === "peer" ? this.#peers.values() : [];
  }

  // What follows is for the switchboard.

  /** The answer to our joining: for the first time, or after a fresh start. @param {{ peers: Member[], chat: ChatMessage[] } & import("./messages.js").Order} answer */
  entered({ peers, chat, ...order }) {
    if (this.#left) return;
    this.#entered = true;
    this.renewed();
    const there = new Set(peers.map(({ peer }) => peer));
    for (const peer of this.#peers.values()) if (!there.has(peer.id)) this.#lost(peer);
    for (const member of peers) this.#joined(member);
    for (const message of chat) this.#said(message);
    this.chair.entered(order);
  }

  /**
   * The server knows nothing of us. Where it calls us something else from now on, we are somebody else to the others, so they are to
   * us: what our connections still said would pass for words of the new ones.
   */
  renewed() {
    if (this.#self !== this.#line.self()) this.vacate();
    this.#self = this.#line.self();
  }

  /** The line is up again, and nothing was lost. */
  resumed() {
    for (const peer of this.#peers.values()) this.#deaf ? peer.resynchronize() : peer.lineUp();
    this.#deaf = false;
  }

  networkChanged() {
    for (const peer of this.#peers.values()) peer.networkChanged();
  }

  /** @param {import("./messages.js").Incoming} frame */
  receive(frame) {
    if (this.chair.receive(frame)) return;
    if (frame.type === "dismissed") return this.close(frame.reason);
    if (frame.type === "peer-joined") return this.#joined(frame);
    if (frame.type === "chat") return this.#said(frame);
    if (frame.type === "signal") {
      if (frame.kind === "message") return this.emit("message", { from: frame.from, data: frame.data });
      return void this.#peers.get(frame.from)?.receive(frame.kind, frame.data);
    }
    const peer = "peer" in frame && this.#peers.get(frame.peer);
    if (!peer) return;
    if (frame.type === "peer-left") return frame.removed ? this.#remove(peer) : this.#departed(peer);
    if (frame.type === "peer-changed") this.#change(peer, frame);
    if (frame.type === "peer-disconnected") this.#change(peer, { connected: false });
    if (frame.type === "peer-reconnected") this.#change(peer, { connected: true });
  }

  /** Everybody is gone. */
  vacate() {
    for (const peer of this.#peers.values()) this.#remove(peer);
  }

  /** @param {string} [reason] */
  close(reason = "left") {
    if (this.#left) return;
    this.#left = true;
    this.reason = reason;
    this.vacate();
    this.#local.clear();
    this.emit("left", reason);
  }

  /** @param {Member} member */
  #joined(member) {
    const known = this.#peers.get(member.peer);
    if (known) {
      this.#found(known);
      this.#change(known, { ...member, connected: member.connected ?? true });
      return known.resynchronize();
    }
    this.#self ||= this.#line.self(); // somebody joined while we do
    const peer = new Peer(member, {
      self: this.#line.self(),
      configuration: this.#line.configuration,
      refreshed: this.#line.refreshed,
      up: this.#line.up,
      wake: this.#line.wake,
      report: this.#line.report,
      signal: (to, kind, data) => this.#tell({ type: "signal", room: this.name, to, kind, data }),
    });
    this.#peers.set(peer.id, peer);
    for (const [track, stream] of this.#local) peer.addTrack(track, stream);
    this.emit("peer", peer);
  }

  /** @param {Peer} peer @param {Partial<Member>} member */
  #change(peer, { about, handle, connected }) {
    peer.update({ about, handle, connected });
    this.emit("peer-changed", peer);
  }

  /** The server says so. If it is only the line that broke, what we hear and see of them tells better. @param {Peer} peer */
  #departed(peer) {
    if (!peer.connected && peer.state === "connected") this.#lost(peer);
    else this.#remove(peer);
  }

  /** Not there, but may come back as the same page with the same connection. @param {Peer} peer */
  #lost(peer) {
    if (peer.connected) this.#change(peer, { connected: false });
    this.#found(peer);
    this.#missing.set(
      peer.id,
      setTimeout(() => this.#remove(peer), this.#line.grace()),
    );
  }

  /** @param {Peer} peer @returns {boolean} whether it was missing */
  #found(peer) {
    clearTimeout(this.#missing.get(peer.id));
    return this.#missing.delete(peer.id);
  }

  /** @param {Peer} peer */
  #remove(peer) {
    this.#found(peer);
    if (!this.#peers.delete(peer.id)) return;
    peer.close();
    this.emit("peer-left", peer);
  }

  /** @param {ChatMessage} message */
  #said({ n, from, about, text, at }) {
    const known = this.messages.some((other) => other.n === n && other.at === at && other.from === from);
    if (known) return;
    const message = { n, from, about, text, at };
    this.messages.push(message);
    if (this.messages.length > CHAT) this.messages.shift();
    this.emit("chat", message);
  }

  /** @param {{ type: string } & Record<string, unknown>} frame */
  #tell(frame) {
    try {
      this.#line.tell(frame, { fleeting: true });
    } catch (error) {
      this.#deaf = true;
      this.#line.report(/** @type {import("./error.js").SwitchboardError} */ (error));
    }
  }
}
