// SPDX-License-Identifier: Apache-2.0
import { address } from "./address.js";
import { Board } from "./board.js";
import { Calls } from "./calls.js";
import { Directs } from "./directs.js";
import { Emitter } from "./emitter.js";
import { SwitchboardError } from "./error.js";
import { Handle } from "./handle.js";
import { IceServers } from "./ice.js";
import { Page } from "./page.js";
import { Rooms } from "./rooms.js";
import { Session } from "./session.js";

export { SwitchboardError };

/**
 * @typedef {import("./messages.js").About} About
 * @typedef {import("./messages.js").Status} Status
 * @typedef {import("./messages.js").Member} Member
 * @typedef {import("./messages.js").ChatMessage} ChatMessage
 * @typedef {import("./session.js").StateChange} StateChange
 * @typedef {import("./peer.js").Peer} Peer
 * @typedef {import("./call.js").Call} Call
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./direct.js").Direct} Direct
 * @typedef {import("./direct.js").DirectEnd} DirectEnd
 * @typedef {import("./messages.js").Look} Look
 * @typedef {import("./entrance.js").JoinOptions} JoinOptions
 * @typedef {import("./options.js").Options} Options
 * @typedef {import("./options.js").SwitchboardEvents} SwitchboardEvents
 */

/** Dials the server, at once, and again whenever the line breaks. @param {Options} [options] @returns {Switchboard} */
export function connect(options = {}) {
  return new Switchboard(options);
}

/**
 * The door: one connection to a server, and all that one may do with it. What was asked of the server and must outlive it (rooms,
 * handle, status, watching) is remembered here and asked for again when it could not resume.
 * @extends {Emitter<SwitchboardEvents>}
 */
export class Switchboard extends Emitter {
  #options;
  #session;
  #page = new Page();
  #handle;
  #rooms;
  #calls;
  #directs;
  #ice;
  /** @type {Board | undefined} */ #board;
  /** @type {Status | undefined} */ #status;
  /** @type {import("./messages.js").Welcome | undefined} */ #welcome;
  /** @type {(self: Switchboard) => void} */ #begun = () => {};
  /** @type {(error: SwitchboardError) => void} */ #failed = () => {};
  /** @type {About} */ about;

  /** @param {Options} options */
  constructor(options) {
    super();
    this.#options = options;
    const { handle: wanted, storage } = options;
    this.#handle = new Handle({ wanted, storage, self: () => this.#session.identity, request: this.#line.request });
    this.#ice = new IceServers({ own: options.iceServers, up: this.#line.up, ask: () => this.#line.request({ type: "ice" }) });
    this.#rooms = new Rooms(this.#line, storage);
    const incoming = (/** @type {Call} */ call) => this.emit("ring", call);
    this.#calls = new Calls(this.#line, incoming);
    this.#directs = new Directs(this.#line, { incoming, person: (name) => this.#board?.find(name), ring: options.ring });
    this.about = options.about ?? {};
    /** Resolves with the first welcome. @type {Promise<Switchboard>} @readonly */
    this.ready = new Promise((resolve, reject) => ([this.#begun, this.#failed] = [resolve, reject]));
    this.ready.catch(() => {}); // nobody has to wait for it
    const { WebSocket, pauses } = options;
    const urgent = () => this.#rooms.joined.size > 0;
    this.#session = new Session({ url: address(options.url), about: () => this.about, WebSocket, pauses, urgent });
    this.#session.on("welcome", (welcome) => this.#welcomed(welcome));
    this.#session.on("state", (change) => this.#changed(change));
    this.#session.on("frame", (frame) => this.#received(frame));
    this.#session.on("error", (error) => this.emit("error", error));
    this.#page.on("wake", () => this.#session.wake());
    this.#page.on("network", () => this.#rooms.each((room) => room.networkChanged()));
    this.#page.on("hide", () => this.#hide());
    this.#page.on("show", () => this.#session.start());
  }

  get state() {
    return this.#session.state;
  }

  /** Our own id; "" before the first welcome. */
  get peer() {
    return this.#welcome?.peer ?? "";
  }

  /** What others may ring us by. */
  get handle() {
    return this.#handle.value;
  }

  /** What the server said last. @returns {import("./messages.js").Limits | undefined} */
  get limits() {
    return this.#welcome?.limits;
  }

  get iceServers() {
    return this.#ice.list;
  }

  /** The rooms that we are in, by name. */
  get rooms() {
    return this.#rooms.joined;
  }

  /** @param {string} name @param {JoinOptions} [options] @returns {Promise<Room>} the same Room, if we are in it already */
  join(name, options) {
    return this.#rooms.join(name, options);
  }

  /** Looks at a room from outside: who is there, or only how many, and its rules. @param {string} name @returns {Promise<Look>} */
  look(name) {
    return this.#rooms.look(name);
  }

  /** Looks into a room. @param {string} name @returns {Promise<Member[]>} */
  async who(name) {
    return (await this.look(name)).peers;
  }

  /** @param {About} about replaces what others see of us */
  async describe(about) {
    this.about = about;
    await this.#again({ type: "describe", about });
  }

  /** @param {Status} status */
  async status(status) {
    this.#status = status;
    await this.#again({ type: "status", status });
  }

  /** Takes a name by which we can be rung; gives up another. @param {string} handle */
  async claim(handle) {
    await this.#handle.claim(handle, { again: true });
  }

  async release() {
    await this.#handle.release();
  }

  /** Everybody who has a handle, kept up to date. @returns {Promise<Board>} */
  async watch() {
    const board = (this.#board ??= new Board());
    board.begin((await this.#again({ type: "watch" })).people);
    this.emit("people", board.people);
    return board;
  }

  async unwatch() {
    this.#board = undefined;
    await this.#again({ type: "unwatch" });
  }

  /**
   * @param {string} to an id or a handle
   * @param {unknown} [data] any JSON for the other side: the room to meet in, say
   * @returns {Promise<Call>}
   */
  async ring(to, data) {
    await this.#directs.ready(); // so that what they send is heard before the answer to what we send
    return this.#calls.ring(to, data);
  }

  /**
   * A call of two without a room, also with somebody who speaks another protocol: answers the one by whom we are rung so, or offers.
   * @param {string} to an id or a handle
   * @returns {Promise<Direct>} the same Direct, if there is one already
   */
  direct(to) {
    return this.#directs.with(to);
  }

  /** @param {string} to an id or a handle @param {unknown} data any JSON */
  async send(to, data) {
    await this.#line.request({ type: "signal", to, kind: "message", data });
  }

  /** Says goodbye: the others see us leave at once. */
  close() {
    this.#directs.leave();
    this.#session.close(1000);
  }

  /** What rooms and calls need of us. @type {import("./room.js").Line} */
  get #line() {
    return {
      request: (frame, how) => this.#session.request(frame, how),
      tell: (frame, how) => this.#session.tell(frame, how),
      configuration: () => ({ iceServers: this.iceServers, iceTransportPolicy: this.#options.iceTransportPolicy ?? "all" }),
      refreshed: () => this.#ice.refreshed(),
      up: () => this.state === "connected",
      wake: () => this.#session.wake(),
      self: () => this.peer,
      grace: () => (this.#welcome?.grace ?? 0) * 1000,
      report: (error) => this.emit("error", error),
    };
  }

  /** Asks for what may simply be asked again after a fresh start. @param {{ type: string } & Record<string, unknown>} frame */
  #again(frame) {
    return this.#session.request(frame, { again: true });
  }

  /** @param {import("./messages.js").Welcome} welcome */
  #welcomed(welcome) {
    this.#welcome = welcome;
    this.#ice.take(welcome);
    if (welcome.resumed) this.#rooms.each((room) => room.resumed());
    else this.#restore();
  }

  /** The server knows nothing of us, or no more. What still waits for its first answer is asked again by the session. */
  #restore() {
    this.#calls.gone();
    this.#directs.gone();
    if (this.#status) this.#quietly(this.#line.request({ type: "status", status: this.#status }));
    this.#quietly(this.#handle.restore(), () => this.#handleLost());
    if (this.#board) this.#quietly(this.#rewatch(this.#board));
    for (const joining of this.#rooms.restore()) this.#quietly(joining);
  }

  /** @param {Board} board */
  async #rewatch(board) {
    board.begin((await this.#line.request({ type: "watch" })).people);
    this.emit("people", board.people);
  }

  /**
   * Nobody waits for it. One that another fresh start cut off is made again there.
   * @param {Promise<unknown>} request @param {() => void} [refused]
   */
  #quietly(request, refused) {
    request.catch((error) => {
      if (error.code === "closed") return;
      refused?.();
      this.emit("error", error);
    });
  }

  #handleLost() {
    const handle = this.#handle.lose();
    if (handle !== undefined) this.emit("handle-lost", handle);
  }

  /** @param {import("./messages.js").Incoming} frame */
  #received(frame) {
    switch (frame.type) {
      case "ring":
      case "ringing":
      case "accepted":
      case "call-ended":
        return this.#calls.receive(frame);
      case "person-online":
      case "person-changed":
      case "person-offline":
        this.#board?.receive(frame);
        return this.#board && this.emit("people", this.#board.people);
      case "handle-lost":
        return this.#handleLost();
    }
    if ("room" in frame && frame.room !== undefined) this.#rooms.receive(frame);
    else if (frame.type === "signal" && frame.kind === "message") this.emit("message", { from: frame.from, data: frame.data });
    else if (frame.type === "signal") this.#directs.receive(frame);
  }

  /** @param {StateChange} change */
  #changed(change) {
    this.emit("state", change);
    if (change.state === "connected") {
      this.#begun(this);
      this.emit("welcome", { resumed: this.#welcome?.resumed ?? false });
    }
    if (change.state !== "closed") return;
    this.#page.close();
    this.#ice.close();
    this.#failed(new SwitchboardError("closed", change.reason ?? "closed", { retryable: false }));
    this.#calls.gone();
    this.#directs.close();
    this.#rooms.each((room) => room.close());
  }

  /** The page goes away: the others should know at once. If it comes back, it does so as another peer. */
  #hide() {
    this.#rooms.each((room) => room.vacate());
    this.#directs.leave();
    this.#session.pause();
  }
}
