// SPDX-License-Identifier: Apache-2.0
import { Emitter } from "./emitter.js";
import { Peer } from "./peer.js";

/** Candidates kept that come before we begin. */
const EARLY = 100;
/** How long, in ms, it may take from our beginning to sound and picture: the other side may ring for 30 s. */
const PATIENCE = 45_000;
/** How long, in ms, an offer of ours stands against theirs that crossed it: the one with the smaller id gives in first. */
const STUBBORN = { smaller: 1_500, larger: 8_000 };

/**
 * @typedef {"left" | "hangup" | "declined" | "no-answer" | "gone" | "failed"} DirectEnd
 *   `left`: we hung up; `declined`: they did before there was an answer; `gone`: nobody has that id
 * @typedef {import("./messages.js").Signal} Signal
 */

/**
 * A call of two without a room: signals go from id to id, as every dialect knows them. It behaves like a room of two, as far as
 * media go. The other side may be a page that can do no more than answer one offer, so:
 *
 * - there is one offer, made when `start()` is called, with a place for sound and one for a picture, whether something is in there or not;
 * - whatever changes on our side goes into these places, so nothing is negotiated again;
 * - should they offer again, we answer;
 * - a path that fails ends the call, for there is no other way to mend it than another offer.
 *
 * ```
 *   made, or rung ──start()──▶ offered, or answered ──▶ connected
 *        └───────────────────────────┴───────────────────┴──▶ left
 * ```
 * @extends {Emitter<import("./room.js").RoomEvents>}
 */
export class Direct extends Emitter {
  #line;
  #peer;
  #patience;
  /** @type {string | undefined} of the other side, once we heard from it */
  #id;
  /** @type {any} their offer, until we begin */
  #offer;
  /** @type {any[]} their candidates, until we begin */
  #early = [];
  #started = false;
  #answered = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Why it is over. @type {DirectEnd | undefined} */
  reason;

  /** @param {import("./messages.js").Member} other @param {import("./room.js").Line} line @param {number} [patience] ms */
  constructor(other, line, patience = PATIENCE) {
    super();
    this.#line = line;
    this.#patience = patience;
    this.#peer = new Peer(other, {
      self: line.self(),
      configuration: line.configuration,
      up: line.up,
      wake: line.wake,
      report: (error) => this.#broken(error),
      signal: (_, kind, data) => this.#signal(kind, data),
      plain: { stubborn: () => (line.self() < (this.#id ?? other.peer) ? STUBBORN.smaller : STUBBORN.larger) },
    });
    this.#peer.on("state", (state) => {
      if (state === "connected") clearTimeout(this.#timer);
      if (state === "failed") this.#hangUp("failed");
    });
  }

  /** Who it is with. */
  get name() {
    return this.#peer.handle ?? this.#peer.id;
  }

  /** Whether it is not over. */
  get joined() {
    return this.reason === undefined;
  }

  /** The other one, by id. */
  get peers() {
    return new Map(this.joined ? [[this.#peer.id, this.#peer]] : []);
  }

  /** @param {MediaStream} stream */
  publish(stream) {
    for (const track of stream.getTracks()) this.addTrack(track, stream);
  }

  /** @param {MediaStream} stream */
  unpublish(stream) {
    for (const track of stream.getTracks()) this.removeTrack(track);
  }

  /** In place of one of the same kind. @param {MediaStreamTrack} track @param {MediaStream} stream */
  addTrack(track, stream) {
    if (this.joined) this.#peer.addTrack(track, stream);
  }

  /** @param {MediaStreamTrack} track */
  removeTrack(track) {
    if (this.joined) this.#peer.removeTrack(track);
  }

  /** @param {MediaStreamTrack} old @param {MediaStreamTrack} track */
  async replaceTrack(old, track) {
    if (this.joined && old !== track) await this.#peer.replaceTrack(old, track, new MediaStream());
  }

  /** Answers their offer, where there is one; else offers. Best when our media are there: they see what we have then. */
  async start() {
    if (this.#started || !this.joined) return;
    this.#started = true;
    this.#timer = setTimeout(() => this.#hangUp("no-answer"), this.#patience);
    if (!this.#offer) return this.#peer.offer();
    this.#answered = true;
    const answered = this.#peer.receive("offer", this.#offer);
    for (const candidate of this.#early.splice(0)) void this.#peer.receive("candidate", candidate);
    await answered;
  }

  async leave() {
    this.#hangUp("left");
  }

  /** @param {keyof import("./room.js").RoomEvents} name @returns {Iterable<any>} */
  replay(name) {
    return name === "peer" ? this.peers.values() : [];
  }

  // What follows is for the switchboard.

  /** Whether one may mean it by this id or handle. @param {string} name */
  isCalled(name) {
    return [this.#id, this.#peer.id, this.#peer.handle].includes(name);
  }

  /** Whether the signal belongs to it. Until we heard from them, we may know them by their handle only. @param {Signal} signal */
  isFrom({ from, handle }) {
    if (this.#id !== undefined) return from === this.#id;
    return from === this.#peer.id || (handle !== undefined && this.isCalled(handle));
  }

  /** @param {Pick<Signal, "from" | "kind" | "data">} signal */
  receive({ from, kind, data }) {
    if (!this.joined) return;
    this.#id = from;
    if (kind === "hangup") return this.#end(this.#answered || !this.#started ? "hangup" : "declined");
    if (kind !== "candidate") this.#answered = this.#started;
    if (this.#started) void this.#peer.receive(kind, data);
    else if (kind === "offer") this.#offer = data;
    else if (kind === "candidate" && this.#early.length < EARLY) this.#early.push(data);
  }

  /** We are cut off for good, or they are: nobody is told. */
  close() {
    this.#end("gone");
  }

  /** @param {import("./messages.js").Kind} kind @param {any} data */
  #signal(kind, data) {
    const frame = { type: "signal", to: this.#id ?? this.#peer.id, kind, data };
    if (kind !== "candidate") this.#line.request(frame).catch((error) => this.#refused(error));
    else if (data?.candidate) this.#tell(frame); // an empty one, at the end, is an error to some
  }

  /** @param {{ type: string } & Record<string, unknown>} frame */
  #tell(frame) {
    try {
      this.#line.tell(frame, { fleeting: true });
    } catch (error) {
      this.#line.report(/** @type {import("./error.js").SwitchboardError} */ (error));
    }
  }

  /** @param {import("./error.js").SwitchboardError} error */
  #refused(error) {
    if (error.code === "peer-unknown") this.close();
    else this.#broken(error);
  }

  /** @param {import("./error.js").SwitchboardError} error */
  #broken(error) {
    if (!this.joined) return;
    this.#line.report(error);
    this.#hangUp("failed");
  }

  /** @param {DirectEnd} reason */
  #hangUp(reason) {
    if (!this.joined) return;
    if (this.#started || this.#offer) this.#tell({ type: "signal", to: this.#id ?? this.#peer.id, kind: "hangup", data: null });
    this.#end(reason);
  }

  /** @param {DirectEnd} reason */
  #end(reason) {
    if (!this.joined) return;
    this.reason = reason;
    clearTimeout(this.#timer);
    this.#peer.close();
    this.emit("left", reason);
  }
}
