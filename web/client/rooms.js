// SPDX-License-Identifier: Apache-2.0
import { Room } from "./room.js";

/** The rooms that we are in, or are about to be. */
export class Rooms {
  /** @type {Map<string, { room: Room, entered: Promise<Room> }>} */
  #rooms = new Map();
  #line;

  /** @param {import("./room.js").Line} line */
  constructor(line) {
    this.#line = line;
  }

  /** Those that we are in, by name. */
  get joined() {
    return new Map([...this.#rooms.values()].filter(({ room }) => room.joined).map(({ room }) => [room.name, room]));
  }

  /** @param {string} name @returns {Promise<Room>} the same Room, if we are in it already */
  join(name) {
    const known = this.#rooms.get(name);
    if (known) return known.entered;
    const room = new Room(name, this.#line);
    const entered = this.#line.request({ type: "join", room: name }, { again: true }).then(
      (answer) => (room.entered(answer), room),
      (error) => {
        room.close();
        throw error;
      },
    );
    this.#rooms.set(name, { room, entered });
    room.once("left", () => this.#rooms.delete(name));
    return entered;
  }

  /** The server knows nothing of us any more. One that refuses to take us back is left. @returns {Promise<void>[]} */
  restore() {
    return [...this.joined.values()].map(async (room) => {
      try {
        room.entered(await this.#line.request({ type: "join", room: room.name }));
      } catch (error) {
        if (/** @type {any} */ (error).code !== "closed") room.close();
        throw error;
      }
    });
  }

  /** @param {import("./messages.js").Incoming & { room?: string }} frame */
  receive(frame) {
    this.#rooms.get(frame.room ?? "")?.room.receive(frame);
  }

  /** @param {(room: Room) => void} action */
  each(action) {
    for (const { room } of [...this.#rooms.values()]) action(room);
  }
}
