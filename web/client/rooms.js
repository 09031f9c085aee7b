// SPDX-License-Identifier: Apache-2.0
import { Entrance } from "./entrance.js";
import { Tickets } from "./tickets.js";

/** @typedef {import("./room.js").Room} Room */
/**
 * @typedef {object} Joined
 * @property {Entrance} entrance
 * @property {Room} [room] once there is code for it
 * @property {Promise<Room>} [entered]
 */

/** The rooms that we are in, or are about to be. What they are made of is loaded with the first one, for it has all that media need. */
export class Rooms {
  /** @type {Map<string, Joined>} */
  #rooms = new Map();
  #line;
  #tickets;

  /** @param {import("./room.js").Line} line @param {Pick<Storage, "getItem" | "setItem"> | null} [storage] */
  constructor(line, storage) {
    this.#line = line;
    this.#tickets = new Tickets(storage);
  }

  /** Those that we are in, by name. */
  get joined() {
    const rooms = [...this.#rooms.values()].flatMap(({ room }) => (room?.joined ? [room] : []));
    return new Map(rooms.map((room) => [room.name, room]));
  }

  /** @param {string} name @param {import("./entrance.js").JoinOptions} [options] @returns {Promise<Room>} the same Room, if we are in it already */
  async join(name, options = {}) {
    const known = this.#rooms.get(name);
    if (known?.entered) return known.entered;
    /** @type {Joined} */
    const one = { entrance: new Entrance(name, options, () => this.#tickets.of(name), this.#line) };
    this.#rooms.set(name, one);
    const forget = () => this.#rooms.get(name) === one && this.#rooms.delete(name);
    options.signal?.addEventListener("abort", () => (one.room ? one.room.joined || one.room.close("cancelled") : forget()), { once: true });
    one.entered = this.#enter(name, one, options, forget);
    return one.entered;
  }

  /** @param {string} name @returns {Promise<import("./messages.js").Look>} */
  async look(name) {
    const { peers, count = peers.length, rules } = await this.#line.request({ type: "who", room: name }, { again: true });
    return { peers, count, rules };
  }

  /** The server knows nothing of us any more. One that refuses to take us back is left. @returns {Promise<unknown>[]} */
  restore() {
    const waiting = [...this.#rooms.values()].filter(({ room }) => !room?.joined).map(({ entrance }) => entrance.again());
    const joined = [...this.joined.values()].map(async (room) => {
      room.renewed();
      try {
        this.#entered(room, await this.#line.request({ type: "join", room: room.name, ticket: this.#tickets.of(room.name) }));
      } catch (error) {
        const { code } = /** @type {any} */ (error);
        if (code !== "closed") room.close(code);
        throw error;
      }
    });
    return [...waiting, ...joined];
  }

  /** @param {import("./messages.js").Incoming & { room?: string }} frame */
  receive(frame) {
    const known = this.#rooms.get(frame.room ?? "");
    if (known && !known.entrance.receive(frame)) known.room?.receive(frame);
  }

  /** @param {(room: Room) => void} action */
  each(action) {
    for (const { room } of [...this.#rooms.values()]) if (room) action(room);
  }

  /** @param {string} name @param {Joined} one @param {import("./entrance.js").JoinOptions} options @param {() => void} forget */
  async #enter(name, one, options, forget) {
    try {
      const { Room } = await import("./room.js");
      const room = (one.room = new Room(name, this.#line));
      room.once("left", forget);
      room.chair.started(options.start?.password);
      return this.#entered(room, await one.entrance.pass());
    } catch (error) {
      one.room?.close(/** @type {any} */ (error).code);
      forget();
      throw error;
    }
  }

  /** @param {Room} room @param {any} answer */
  #entered(room, answer) {
    this.#tickets.keep(room.name, answer.ticket);
    room.entered(answer);
    return room;
  }
}
