// SPDX-License-Identifier: Apache-2.0
import { agreement, fingerprint, ufrag } from "./sdp.js";

/** Candidates kept that came before the description they belong to. */
const EARLY = 100;
/** How long, in ms, our offer may stay unanswered while we ignore theirs: their side may not know this pattern. */
const STUBBORN = 8_000;

/**
 * @typedef {object} NegotiationOptions
 * @property {RTCConfiguration} configuration
 * @property {boolean} polite whether we give way when offers cross
 * @property {(kind: "offer" | "answer" | "candidate", data: object | null) => void} signal
 * @property {(sdp: string, connection: RTCPeerConnection) => string} announce changes a description before it is sent
 * @property {(description: RTCSessionDescriptionInit) => void} stuck they offered this, we ignored it, and nobody answers us
 * @property {(what: string, cause: unknown) => void} failed
 * @property {boolean} [eager] whether we offer by ourselves whenever the browser sees a need; true by default
 * @property {() => number} [stubborn] ms for which our offer may stay unanswered while we ignore theirs
 * @property {(connection: RTCPeerConnection) => void} [answering] their offer is set, our answer is not made yet
 */

/**
 * One RTCPeerConnection and its negotiation by the W3C's pattern: both sides may offer at any time; when offers cross, the impolite
 * side ignores the other's and the polite one takes its own back.
 * https://w3c.github.io/webrtc-pc/#perfect-negotiation-example
 */
export class Negotiation {
  #options;
  #offering = false; // from negotiationneeded until the offer is set
  #answered = false; // their answer is being set
  #accepting = 0; // descriptions of theirs that are being set, or answered
  #fingerprint = "";
  #ufrag = ""; // theirs
  #taken = { offer: "", answer: "" }; // the last ones of theirs that were set
  /** @type {RTCSessionDescription | null} to their last offer */
  #answer = null;
  #repeated = false; // whether their offer, coming twice, made us say ours again
  /** @type {(RTCIceCandidateInit | null)[]} came before any description */
  #early = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} until we give in to the offer that we ignored */
  #stubborn;
  #closed = false;

  /** @param {NegotiationOptions} options */
  constructor(options) {
    this.#options = options;
    this.connection = new RTCPeerConnection(options.configuration);
    if (options.eager ?? true) this.connection.onnegotiationneeded = () => this.idle && this.offer(); // if not, it comes again
    this.connection.onicecandidate = ({ candidate }) => options.signal("candidate", candidate && candidate.toJSON());
  }

  /** Whether nothing was ever agreed on. */
  get blank() {
    return this.#fingerprint === "";
  }

  /** Candidates that came before the description they belong to: of use to the next connection, if there is one. */
  get early() {
    return [...this.#early];
  }

  /** Whether what was agreed on last is to look for another path. */
  restarted = false;

  /** Whether nothing is being negotiated. */
  get idle() {
    return this.connection.signalingState === "stable" && !this.#offering && this.#accepting === 0;
  }

  /** Offers what we have now. */
  async offer() {
    try {
      this.#offering = true;
      this.#repeated = false;
      await this.connection.setLocalDescription();
      this.#describe(this.connection.localDescription);
    } catch (cause) {
      this.#failed("making an offer", cause);
    } finally {
      this.#offering = false;
    }
  }

  /** Sends our offer again, if it has no answer. */
  resend() {
    if (this.connection.signalingState === "have-local-offer") this.#describe(this.connection.localDescription);
  }

  /** @param {RTCConfiguration} configuration the present one: TURN credentials expire */
  restartIce(configuration) {
    if (!this.blank) {
      this.connection.setConfiguration({ ...this.connection.getConfiguration(), ...configuration });
      this.connection.restartIce();
    }
    this.resend(); // an unanswered offer holds back the new one
  }

  /**
   * @param {RTCSessionDescriptionInit} description of theirs
   * @param {boolean} [polite] whether to give way when offers cross
   * @returns {Promise<boolean>} false if this takes a new Negotiation: it is of another RTCPeerConnection than the one we talked to, say
   */
  async describe(description, polite = this.#options.polite) {
    const { connection } = this;
    this.restarted = false;
    if (connection.signalingState === "closed") return false; // not by us, or it would not be asked
    const offer = description.type === "offer";
    if (!offer && connection.signalingState !== "have-local-offer") return true; // to an offer that we sent twice or took back
    if (agreement(description.sdp) === this.#taken[offer ? "offer" : "answer"]) return this.#again(offer);
    clearTimeout(this.#stubborn);
    const free = !this.#offering && (connection.signalingState === "stable" || this.#answered);
    if (offer && !free && !polite) {
      this.#stubborn = setTimeout(() => this.#options.stuck(description), this.#options.stubborn?.() ?? STUBBORN);
      return true;
    }
    // HACK: after taking back its first offer, Chrome 156 may not be able to make another: it numbers header extensions in a way
    // that it then refuses. Nothing was agreed on, so a new connection costs nothing. https://issues.webrtc.org/issues/503013383
    if (offer && !free && this.blank) return false;
    return this.#accept(description);
  }

  /** @param {RTCIceCandidateInit | null} candidate of theirs; null at the end */
  async addCandidate(candidate) {
    if (this.blank) {
      if (this.#early.length < EARLY) this.#early.push(candidate);
      return;
    }
    try {
      await this.connection.addIceCandidate(candidate ?? undefined);
    } catch {
      // Of an offer that we ignored, or of a connection that is no more. A path that lacks a candidate heals by itself.
    }
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#stubborn);
    const { connection } = this;
    connection.onnegotiationneeded = connection.onicecandidate = connection.onconnectionstatechange = null;
    connection.ontrack = connection.ondatachannel = null;
    connection.close();
  }

  /** @param {RTCSessionDescriptionInit} description @returns {Promise<boolean>} */
  async #accept(description) {
    const { connection } = this;
    const print = fingerprint(description.sdp);
    const before = this.#fingerprint;
    if (!this.blank && print !== before) return false;
    this.#fingerprint = print;
    this.#taken[description.type === "offer" ? "offer" : "answer"] = agreement(description.sdp);
    if (description.type === "offer") this.#answer = null;
    this.#answered = description.type === "answer";
    this.#accepting++;
    try {
      await connection.setRemoteDescription(description); // takes our own offer back, where there is one
      const theirs = ufrag(description.sdp ?? "");
      this.restarted = !["", theirs].includes(this.#ufrag);
      this.#ufrag = theirs;
      this.#answered = false;
      if (description.type === "offer") {
        this.#options.answering?.(connection);
        await connection.setLocalDescription();
        this.#describe((this.#answer = connection.localDescription));
      }
    } catch (error) {
      this.#answered = false;
      this.#taken = { offer: "", answer: "" };
      if (connection.remoteDescription === null) this.#fingerprint = before;
      throw error;
    } finally {
      this.#accepting--;
    }
    for (const candidate of this.#early.splice(0)) await this.addCandidate(candidate);
    return true;
  }

  /**
   * They said again what we took, because they heard nothing of us. A second answer to one offer would be taken for the answer to
   * their next one. What we offered ourselves may be lost too.
   * @param {boolean} offer @returns {true}
   */
  #again(offer) {
    if (!offer) return true;
    this.#describe(this.#answer); // if there is none yet, it comes
    if (!this.#repeated) this.resend();
    this.#repeated = true;
    return true;
  }

  /** Sends what we set. @param {RTCSessionDescription | null} local */
  #describe(local) {
    if (this.#closed || !local) return;
    const { announce, signal } = this.#options;
    signal(/** @type {"offer" | "answer"} */ (local.type), { type: local.type, sdp: announce(local.sdp, this.connection) });
  }

  /** @param {string} what @param {unknown} cause */
  #failed(what, cause) {
    if (!this.#closed) this.#options.failed(what, cause);
  }
}
