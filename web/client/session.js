// SPDX-License-Identifier: Apache-2.0
import { Emitter } from "./emitter.js";
import { SwitchboardError } from "./error.js";
import { Pace } from "./pace.js";
import { Requests } from "./requests.js";
import { Incoming, Outgoing, entry } from "./resume.js";
import { Socket } from "./socket.js";

/** Bytes that the number of a frame may add to it. */
const NUMBER = 24;
/** How long, in ms, an acknowledgement may wait for company. */
const ACK_DELAY = 1_000;

/**
 * @typedef {import("./messages.js").Welcome} Welcome
 * @typedef {import("./messages.js").Incoming} Frame
 * @typedef {"connecting" | "connected" | "reconnecting" | "closed"} State
 * @typedef {{ state: State, attempt: number, retryIn: number, code?: number, reason?: string }} StateChange
 *   `attempt` counts dialling since the line was last good, `retryIn` is the pause in ms until the next one
 * @typedef {import("./socket.js").SocketOptions & { about: () => object }} SessionOptions
 */

/**
 * One conversation with the server over as many lines as it takes: says hello, numbers and acknowledges, resumes, and matches
 * answers with requests. When the server cannot resume (`welcome` with `resumed` false) whoever listens to that event asks anew for
 * what it had; those requests go out before everything that waited.
 * @extends {Emitter<{ state: StateChange, welcome: Welcome, frame: Frame, error: SwitchboardError }>}
 */
export class Session extends Emitter {
  #options;
  #socket;
  #outgoing = new Outgoing();
  #incoming = new Incoming();
  #pace = new Pace();
  #requests = new Requests(() => this.#upSince);
  /** @type {{ peer: string, secret: string } | undefined} who we are; lives in memory only, so that an id never outlives its page */
  #identity;
  /** @type {State} */
  #state = "connecting";
  #upSince = Infinity;
  #stuck = false; // the last line ended in a gap and brought nothing
  #limits = { frame: 262_144, replay: 1_048_576 };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #ackTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #paceTimer;

  /** @param {SessionOptions} options */
  constructor(options) {
    super();
    this.#options = options;
    this.#socket = new Socket(options);
    this.#socket.on("opened", () => this.#hello());
    this.#socket.on("frame", ({ frame, size }) => this.#received(frame, size));
    this.#socket.on("closed", (closing) => this.#broken(closing));
    this.#socket.dial();
  }

  get state() {
    return this.#state;
  }

  /** The peer and secret by which the server knows us. */
  get identity() {
    return this.#identity;
  }

  /**
   * Sends a frame and waits for its answer, also across breaks.
   * @param {{ type: string } & Record<string, unknown>} frame
   * @param {{ again?: boolean }} [how] `again`: ask once more after a fresh start, if the answer had not come
   * @returns {Promise<any>}
   */
  async request(frame, { again = false } = {}) {
    const id = this.#requests.id();
    const { type, ...fields } = frame;
    const added = this.#enqueue(entry({ type, id, ...fields }));
    const answer = this.#requests.wait(id, added, again);
    this.#flush();
    return answer;
  }

  /**
   * Sends a frame that nobody answers.
   * @param {{ type: string } & Record<string, unknown>} frame
   * @param {{ fleeting?: boolean }} [how] `fleeting`: drop it after a fresh start
   * @throws {SwitchboardError}
   */
  tell(frame, { fleeting = false } = {}) {
    this.#enqueue(entry(frame, fleeting));
    this.#flush();
  }

  /** Looks at the line now. */
  wake() {
    this.#socket.wake();
  }

  /** Says goodbye: the others see us leave at once. `start()` begins anew, as another peer. */
  pause() {
    if (this.#state === "closed") return;
    this.#flush();
    this.#socket.close();
    this.#identity = undefined;
    this.#down();
    this.#become("reconnecting", { attempt: 0, retryIn: Infinity });
  }

  /** Dials after `pause()`. */
  start() {
    if (this.#state === "reconnecting") this.#socket.dial();
  }

  /** The end. @param {number} [code] @param {string} [reason] */
  close(code, reason = "closed") {
    if (this.#state === "closed") return;
    this.#flush();
    this.#socket.close();
    this.#down();
    this.#become("closed", { attempt: 0, retryIn: Infinity, code, reason });
    this.#requests.close(reason);
  }

  /** @param {import("./resume.js").Entry} added */
  #enqueue(added) {
    if (this.#state === "closed") throw new SwitchboardError("closed", "this switchboard was closed", { retryable: false });
    if (added.bytes + NUMBER > this.#limits.frame)
      throw new SwitchboardError("too-large", `${added.bytes} bytes (expected: up to ${this.#limits.frame})`);
    if (this.#outgoing.bytes + added.bytes > this.#limits.replay) {
      throw new SwitchboardError(
        "too-much-waiting",
        `${this.#outgoing.bytes} bytes wait for the server (expected: up to ${this.#limits.replay})`,
      );
    }
    this.#outgoing.add(added);
    return added;
  }

  #flush() {
    while (this.#state === "connected" && this.#outgoing.ready) {
      const wait = this.#pace.take();
      if (wait > 0) {
        this.#paceTimer ??= setTimeout(() => ((this.#paceTimer = undefined), this.#flush()), wait);
        return;
      }
      this.#socket.send(this.#outgoing.take());
    }
  }

  #hello() {
    const resume = this.#identity && { ...this.#identity, received: this.#acknowledging() };
    this.#socket.send(JSON.stringify({ type: "hello", versions: [1], features: ["resume"], about: this.#options.about(), resume }));
  }

  /** @param {Frame} frame @param {number} size */
  #received(frame, size) {
    if (frame.type === "welcome") return this.#welcomed(frame);
    if (this.#state !== "connected") return this.#socket.drop(4400, "no welcome");
    if (frame.type === "ping") return this.#socket.send(JSON.stringify({ type: "pong", ack: this.#acknowledging() }));
    if (frame.type === "pong") return frame.ack === undefined || this.#acknowledged(frame.ack);
    if (frame.type === "ack") return this.#acknowledged(frame.seq);
    if (frame.seq !== undefined) {
      const news = this.#incoming.receive(frame.seq, size);
      if (news === "seen") return;
      if (news === "gap") return this.#gap();
      this.#stuck = false;
      this.#acknowledgeSoon();
    }
    this.#deliver(frame);
  }

  /** @param {Frame} frame */
  #deliver(frame) {
    if (frame.type !== "ok" && frame.type !== "refused") this.emit("frame", frame);
    else if (frame.re !== undefined) this.#requests.answer(/** @type {any} */ (frame));
    else if (frame.type === "refused") this.emit("error", new SwitchboardError(frame.code, frame.message));
  }

  /** @param {Welcome} welcome */
  #welcomed(welcome) {
    this.#limits = { ...this.#limits, ...welcome.limits };
    if (welcome.limits) this.#pace.limit(welcome.limits.frames, welcome.limits.burst);
    this.#outgoing.numbered = welcome.features?.includes("resume") ?? false;
    if (welcome.resumed && !this.#outgoing.resume(welcome.received))
      return this.#startOver("the server counts frames that we did not send");
    this.#identity = { peer: welcome.peer, secret: welcome.secret };
    this.#upSince = Date.now();
    this.#socket.settle(welcome.heartbeat * 1000);
    const fresh = welcome.resumed ? undefined : this.#afresh();
    this.emit("welcome", welcome); // those who listen ask anew for what they had; it waits, as we are not connected yet
    fresh?.forEach((waiting) => this.#outgoing.add(waiting));
    this.#become("connected", { attempt: 0, retryIn: 0 });
    this.#flush();
  }

  /** Counts from 1 again. @returns {import("./resume.js").Entry[]} what is still to be sent, after what the welcome makes others send */
  #afresh() {
    this.#incoming.restart();
    const unsent = this.#outgoing.restart();
    const again = this.#requests.restart(unsent);
    return [...again, ...unsent.filter((waiting) => !waiting.fleeting)];
  }

  #acknowledging() {
    this.#ackTimer = void clearTimeout(this.#ackTimer);
    return this.#incoming.acknowledge();
  }

  #acknowledgeSoon() {
    const send = () => this.#socket.send(JSON.stringify({ type: "ack", seq: this.#acknowledging() }));
    if (this.#incoming.pressing(this.#limits.replay)) send();
    else this.#ackTimer ??= setTimeout(send, ACK_DELAY);
  }

  /** @param {number} seq */
  #acknowledged(seq) {
    if (!this.#outgoing.acknowledge(seq)) this.#startOver("the server acknowledged what we did not send");
  }

  /** A frame is missing. The server may still have it; if the next line brings nothing either, we begin as somebody else. */
  #gap() {
    if (this.#stuck) return this.#startOver("a frame is missing, again");
    this.#stuck = true;
    this.#socket.drop(4400, "a frame is missing");
  }

  /** @param {string} reason */
  #startOver(reason) {
    this.#identity = undefined;
    this.#stuck = false;
    this.#socket.drop(4400, reason);
  }

  /** @param {import("./socket.js").Closing} closing */
  #broken({ code, reason, verdict, attempt, retryIn }) {
    if (verdict === "stop") return this.close(code, reason || `the server closed with ${code}`);
    if (verdict === "new") this.#identity = undefined;
    this.#down();
    this.#become(this.#state === "connecting" ? "connecting" : "reconnecting", { attempt, retryIn, code, reason });
  }

  #down() {
    this.#upSince = Infinity;
    this.#ackTimer = void clearTimeout(this.#ackTimer);
    this.#paceTimer = void clearTimeout(this.#paceTimer);
  }

  /** @param {State} state @param {Omit<StateChange, "state">} more */
  #become(state, more) {
    this.#state = state;
    this.emit("state", { state, ...more });
  }
}
