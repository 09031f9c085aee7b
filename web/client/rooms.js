// SPDX-License-Identifier: Apache-2.0
import { Entrance } from "./entrance.js";
import { Room } from "./room.js";
import { Tickets } from "./tickets.js";

/** The rooms that we are in, or are about to be. */
export class Rooms {
  /** @type {Map<string, { room: Room, entrance: Entrance, entered: Promise<Room> }>} */
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
    return new Map([...this.#rooms.values()].filter(({ room }) => room.joined).map(({ room }) => [room.name, room]));
  }

  /** @param {string} name @param {import("./entrance.js").JoinOptions} [options] @returns {Promise<Room>} the same Room, if we are in it already */
  join(name, options = {}) {
    const known = this.#rooms.get(name);
    if (known) return known.entered;
    const room = new Room(name, this.#line);
    room.chair.started(options.start?.password);
    const entrance = new Entrance(name, options, () => this.#tickets.of(name), this.#line);
    const entered = entrance.pass().then(
      (answer) => this.#entered(room, answer),
      (error) => {
        room.close(error.code);
        throw error;
      },
    );
    this.#rooms.set(name, { room, entrance, entered });
    options.signal?.addEventListener("abort", () => room.joined || room.close("cancelled"), { once: true });
    room.once("left", () => this.#rooms.delete(name));
    return entered;
  }

  /** @param {string} name @returns {Promise<import("./messages.js").Look>} */
  async look(name) {
    const { peers, count = peers.length, rules } = await this.#line.request({ type: "who", room: name }, { again: true });
    return { peers, count, rules };
  }

  /** The server knows nothing of us any more. One that refuses to take us back is left. @returns {Promise<unknown>[]} */
  restore() {
    const waiting = [...this.#rooms.values()].filter(({ room }) => !room.joined).map(({ entrance }) => entrance.again());
    const joined = [...this.joined.values()].map(async (room) => {
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
    if (known && !known.entrance.receive(frame)) known.room.receive(frame);
  }

  /** @param {(room: Room) => void} action */
  each(action) {
    for (const { room } of [...this.#rooms.values()]) action(room);
  }

  /** @param {Room} room @param {any} answer */
  #entered(room, answer) {
    this.#tickets.keep(room.name, answer.ticket);
    room.entered(answer);
    return room;
  }
}
