// SPDX-License-Identifier: Apache-2.0
import { Channels } from "./channel.js";
import { Emitter } from "./emitter.js";
import { SwitchboardError } from "./error.js";
import { Healing } from "./healing.js";
import { Negotiation } from "./negotiation.js";
import { Places } from "./places.js";
import { Receiving } from "./receiving.js";
import { fingerprintsOf, safetyCode } from "./safety.js";
import { Sending } from "./sending.js";
import { Silence } from "./silence.js";

/** Least time, in ms, between two connections begun because a description was refused. */
const RENEWAL = 10_000;

/** @type {Record<RTCPeerConnectionState, PeerState>} */
const STATES = {
  new: "new",
  connecting: "connecting",
  connected: "connected",
  disconnected: "interrupted",
  failed: "failed",
  closed: "closed",
};

/**
 * @typedef {import("./messages.js").About} About
 * @typedef {import("./wire.js").PeerState} PeerState
 * @typedef {import("./wire.js").Wire} Wire
 * @typedef {import("./wire.js").PeerEvents} PeerEvents
 */

/**
 * Somebody in a room or in a direct call, and the RTCPeerConnection to them.
 *
 * The connection is made when it is first needed. The same id means the same connection for as long as both pages live, across
 * restarts of the server too. Where the other side did begin anew, the fingerprint in its description tells, and so do we.
 * @extends {Emitter<PeerEvents>}
 */
export class Peer extends Emitter {
  #wire;
  #polite;
  #healing;
  /** @type {Negotiation | undefined} */
  #negotiation;
  /** @type {Silence | undefined} */
  #silence;
  #places;
  #sending;
  #receiving = new Receiving({
    track: (track, stream) => this.emit("track", { track, stream }),
    trackRemoved: (track, stream) => this.emit("track-removed", { track, stream }),
    streamRemoved: (stream) => this.emit("stream-removed", stream),
  });
  #channels = new Channels((channel) => this.emit("channel", channel));
  #hungUp = false;
  #left = false;
  #renewedAt = -Infinity;

  /** @param {import("./messages.js").Member} member @param {Wire} wire */
  constructor(member, wire) {
    super();
    /** @readonly */ this.id = member.peer;
    /** @type {string | undefined} */ this.handle = member.handle;
    /** @type {About} */ this.about = member.about;
    /** Whether its line to the server is up. */ this.connected = member.connected ?? true;
    this.#wire = wire;
    this.#polite = !wire.plain && wire.self < member.peer;
    this.#places = wire.plain && new Places();
    this.#sending = this.#places ?? new Sending();
    const possible = () => !wire.plain && this.connected && wire.up();
    this.#healing = new Healing({ restart: () => this.restartIce(), possible, polite: this.#polite });
  }

  /** The RTCPeerConnection. Another one after the other side began anew. */
  get connection() {
    return this.#open().connection;
  }

  /** Our senders, by the track they send. */
  get senders() {
    return this.#sending.senders;
  }

  /** What they send, by the stream's id. */
  get streams() {
    return this.#receiving.streams;
  }

  /** @returns {PeerState} of the media path */
  get state() {
    if (this.#left) return "closed";
    return this.#negotiation ? STATES[this.#negotiation.connection.connectionState] : "new";
  }

  async stats() {
    return this.connection.getStats();
  }

  /**
   * Six groups of five digits, the same at both ends unless somebody sits between them; none without a connection, or where the page
   * is not from a secure address. Another connection to the same peer has other numbers: see `state`.
   * @returns {Promise<string[]>}
   */
  async safetyCode() {
    const connection = this.#negotiation?.connection;
    const [ours, theirs] = [connection?.localDescription, connection?.remoteDescription].map((one) => fingerprintsOf(one?.sdp ?? ""));
    return ours && theirs && globalThis.crypto?.subtle ? safetyCode(ours, theirs) : [];
  }

  /** Looks for another path, while the present one goes on as well as it can. */
  restartIce() {
    const restart = () => this.#negotiation?.restartIce(this.#wire.configuration());
    const refreshed = this.#wire.refreshed?.();
    if (refreshed) void refreshed.then(restart);
    else restart();
  }

  /** Opens a data channel; it ends with the connection. @param {string} label says what is spoken in it */
  openChannel(label) {
    if (this.#wire.plain) throw new SwitchboardError("unsupported", "a direct call has no data channels", { retryable: false });
    return this.#channels.open(this.connection, label);
  }

  /** @param {"track" | keyof PeerEvents} name @returns {Iterable<any>} */
  replay(name) {
    if (name !== "track") return [];
    return [...this.streams.values()].flatMap((stream) => stream.getTracks().map((track) => ({ track, stream })));
  }

  // What follows is for the room.

  /** @param {MediaStreamTrack} track @param {MediaStream} stream */
  addTrack(track, stream) {
    this.#sending.add(track, stream, this.#hungUp ? undefined : this.connection);
    this.#correct();
  }

  /** @param {MediaStreamTrack} track */
  removeTrack(track) {
    this.#sending.remove(track, this.#negotiation?.connection);
  }

  /** @param {MediaStreamTrack} old @param {MediaStreamTrack} track @param {MediaStream} stream that it is in */
  async replaceTrack(old, track, stream) {
    if (await this.#sending.replace(old, track)) return;
    this.removeTrack(track);
    this.addTrack(track, stream);
  }

  /** Offers, in a direct call: nothing does so by itself there. */
  async offer() {
    const negotiation = this.#open();
    this.#places?.offer(negotiation.connection);
    await negotiation.offer();
  }

  /** @param {Partial<import("./messages.js").Member>} member */
  update({ about = this.about, handle = this.handle, connected = this.connected }) {
    const back = connected && !this.connected;
    Object.assign(this, { about, handle, connected });
    this.emit("changed", undefined);
    if (back) this.#healing.reachable();
  }

  /** The network changed, here. */
  networkChanged() {
    this.#healing.changed();
  }

  /** We are heard again, and nothing was lost. */
  lineUp() {
    this.#healing.reachable();
  }

  /** The server lost what was under way between us: say again what needs an answer. */
  resynchronize() {
    this.#negotiation?.resend();
    this.#healing.uprooted();
  }

  /** @param {import("./messages.js").Kind} kind @param {any} data */
  async receive(kind, data) {
    if (this.#left) return;
    if (kind === "hangup") this.#hangUp();
    else if (kind === "candidate") await this.#open().addCandidate(data);
    else if (kind !== "message" && typeof data?.sdp === "string") await this.#describe({ type: kind, sdp: data.sdp });
  }

  /** They are gone, or we are. */
  close() {
    if (this.#left) return;
    this.#healing.stop();
    this.#abandon();
    this.#left = true;
    this.emit("left", undefined);
  }

  /** @param {RTCSessionDescriptionInit} description @param {boolean} [polite] */
  async #describe(description, polite) {
    if (this.#hungUp) this.#renew();
    const negotiation = this.#open();
    try {
      if ((await negotiation.describe(description, polite)) && negotiation === this.#negotiation) return this.#described(negotiation);
      if (negotiation === this.#negotiation) this.#renew();
    } catch (cause) {
      if (negotiation === this.#negotiation && !this.#failed(`their ${description.type}`, cause)) return;
    }
    // The connection is another one by now. It takes their offer. An answer was to what is no more: they must hear of the new one, also
    // where there is nothing to send.
    if (this.#left) return;
    if (description.type === "offer") await this.#describe(description);
    else if (!this.#wire.plain) await this.#open().offer();
  }

  /** @returns {Negotiation} */
  #open() {
    if (this.#negotiation) return this.#negotiation;
    if (this.#left) throw new SwitchboardError("closed", "this peer has left", { retryable: false });
    const negotiation = new Negotiation({
      configuration: this.#wire.configuration(),
      polite: this.#polite,
      signal: (kind, data) => this.#wire.signal(this.id, kind, data),
      announce: (sdp, connection) => this.#sending.announce(sdp, connection),
      stuck: (description) => this.#describe(description, true),
      failed: (what, cause) => this.#failed(what, cause),
      eager: !this.#wire.plain,
      stubborn: this.#wire.plain?.stubborn,
      answering: (connection) => this.#places?.answer(connection),
    });
    // A page of another make may open channels for purposes of its own: PeerJS takes it for a hang-up when one is closed.
    if (!this.#wire.plain) this.#channels.attach(negotiation.connection);
    negotiation.connection.ontrack = (event) => this.#receiving.track(event);
    negotiation.connection.onconnectionstatechange = () => {
      this.#healing.observe(this.state);
      this.emit("state", this.state);
    };
    this.#silence = new Silence(negotiation.connection, () => this.#silent());
    return (this.#negotiation = negotiation);
  }

  /**
   * A browser refused a description: each side has another idea of what was agreed on, or the browser has none. A new connection on
   * one side makes the other begin anew too.
   * @param {string} what @param {unknown} cause @returns {boolean} whether there is a new connection
   */
  #failed(what, cause) {
    if (this.#left) return false;
    this.#wire.report(new SwitchboardError("negotiation", `${what}, with ${this.id}: ${cause}`, { cause }));
    if (this.#left || this.#negotiation?.blank || Date.now() - this.#renewedAt < RENEWAL) return false;
    this.#renewedAt = Date.now();
    this.#renew();
    return true;
  }

  /** What broke the path may have broken our line too: see to that first, for a restart needs it. */
  #silent() {
    this.#wire.wake();
    this.#healing.silent();
  }

  /** @param {Negotiation} negotiation */
  #described({ restarted }) {
    this.#healing.agreed(restarted);
    this.#receiving.prune();
    this.#correct();
  }

  #correct() {
    if (this.#negotiation?.idle && this.#sending.mistaken(this.#negotiation.connection)) this.#negotiation.offer();
  }

  /** They ended the media, and may offer again. */
  #hangUp() {
    this.#abandon();
    this.#hungUp = true;
    this.emit("state", this.state);
  }

  /** Another connection with the same tracks. */
  #renew() {
    const early = this.#negotiation?.early ?? []; // of an offer that we have not taken yet
    this.#abandon();
    this.#sending.move(this.connection);
    for (const candidate of early) void this.#open().addCandidate(candidate);
  }

  #abandon() {
    this.#negotiation = void this.#negotiation?.close();
    this.#silence = void this.#silence?.stop();
    this.#hungUp = false;
    this.#healing.observe("new");
    this.#sending.detach();
    this.#receiving.detach();
    this.#channels.detach();
  }
}
