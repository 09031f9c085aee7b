// SPDX-License-Identifier: Apache-2.0
import { Emitter } from "./emitter.js";

/**
 * @typedef {import("./messages.js").Member} Member
 * @typedef {import("./messages.js").Role} Role
 * @typedef {import("./messages.js").Rules} Rules
 * @typedef {import("./messages.js").Wish} Wish
 *
 * @typedef {object} ChairEvents
 * @property {void} changed anything of what is below: role, roles, rules, hands, waiting
 * @property {Member} knock somebody began to wait; told to hosts only
 * @property {{ from: string, wish: Wish }} asked a host asks us for something
 */

/**
 * The order in a room: our role and the others', the rules, who waits, raised hands; and what hosts may do about it. In a room that nobody
 * started on purpose there are only hands. The server checks every right; a refusal has the code `not-host`.
 * @extends {Emitter<ChairEvents>}
 */
export class Chair extends Emitter {
  #room;
  #line;
  /** Of the room as it is, where we set it: to set it again after a restart of the server. */
  #password = "";
  /** Of those who are more than guests, by id, ourselves among them. @type {Map<string, Role>} */
  roles = new Map();
  /** Undefined in a room without any. @type {Rules | undefined} */
  rules;
  /** Since when hands are up by the server's clock, by id, the first one first; ours among them. @type {Map<string, number>} */
  hands = new Map();
  /** Those who knock, longest first; for hosts. @type {Map<string, Member>} */
  waiting = new Map();

  /** @param {string} room @param {import("./room.js").Line} line */
  constructor(room, line) {
    super();
    this.#room = room;
    this.#line = line;
  }

  /** What we may do. @returns {Role} */
  get role() {
    return this.roles.get(this.#line.self()) ?? "guest";
  }

  /** Whether we may do what hosts do. */
  get hosting() {
    return this.role !== "guest";
  }

  /** @param {string} peer who knocks */
  admit(peer) {
    return this.#ask("admit", { peer });
  }

  /** @param {string} peer who knocks */
  deny(peer) {
    return this.#ask("deny", { peer });
  }

  /** @param {Partial<{ lobby: boolean, locked: boolean, password: string }>} rules those to change; an empty password is none */
  async rule(rules) {
    await this.#ask("rules", rules);
    if (rules.password !== undefined) this.#password = rules.password;
  }

  /** @param {Wish} wish @param {string} [to] one member; all others without */
  ask(wish, to) {
    return this.#ask("ask", { wish, to });
  }

  /** @param {string} peer a member, or who knocks @param {{ ban?: boolean }} [how] `ban`: does not get in again while the room lasts */
  remove(peer, { ban = false } = {}) {
    return this.#ask("remove", { peer, ban });
  }

  /** @param {string} peer @param {Role} role who makes another one the owner becomes a host */
  appoint(peer, role) {
    return this.#ask("appoint", { peer, role });
  }

  /** For all. */
  end() {
    return this.#ask("end", {});
  }

  raiseHand() {
    return this.#ask("raise-hand", {});
  }

  /** @param {string} [peer] ours without; somebody's as a host */
  lowerHand(peer = this.#line.self()) {
    return this.#ask("lower-hand", { peer });
  }

  // What follows is for the room.

  /** @param {string} [word] what we started the room with */
  started(word = "") {
    this.#password = word;
  }

  /** We are in, for the first time or after a fresh start. @param {import("./messages.js").Order} order */
  entered({ rules, hosts = [], hands = [] }) {
    const before = this.rules;
    const again = before !== undefined;
    this.rules = rules;
    this.roles = new Map(hosts.map(({ peer, role }) => [peer, role]));
    this.hands = new Map(hands.map(({ peer, at }) => [peer, at]));
    this.waiting.clear();
    this.emit("changed", undefined);
    if (again && rules && this.hosting && JSON.stringify(before) !== JSON.stringify(rules)) this.#restore(before);
  }

  /** @param {import("./messages.js").Incoming} frame @returns {boolean} whether that was all about it */
  receive(frame) {
    switch (frame.type) {
      case "peer-left":
        this.#gone(frame.peer);
        return false;
      case "knock":
        this.#knocked(frame);
        break;
      case "knock-ended":
        this.waiting.delete(frame.peer);
        break;
      case "rules-changed":
        this.rules = frame.rules;
        if (!frame.rules.password) this.#password = ""; // the next one may be another host's
        break;
      case "role-changed":
        this.#promoted(frame.peer, frame.role);
        break;
      case "hand-raised":
        this.hands.set(frame.peer, frame.at);
        break;
      case "hand-lowered":
        this.hands.delete(frame.peer);
        break;
      case "asked":
        this.emit("asked", { from: frame.from, wish: frame.wish });
        return true;
      default:
        return false;
    }
    this.emit("changed", undefined);
    return true;
  }

  /** @param {string} peer */
  #gone(peer) {
    const known = [this.roles, this.hands].filter((map) => map.delete(peer));
    if (known.length > 0) this.emit("changed", undefined);
  }

  /** @param {Member} member */
  #knocked({ peer, handle, about }) {
    const fresh = !this.waiting.has(peer);
    this.waiting.set(peer, { peer, handle, about });
    if (fresh) this.emit("knock", { peer, handle, about });
  }

  /** @param {string} peer @param {Role} role */
  #promoted(peer, role) {
    if (role === "guest") this.roles.delete(peer);
    else this.roles.set(peer, role);
    if (!this.hosting) this.waiting.clear();
  }

  /** The server was restarted, and knows the rules no more. @param {Rules} before */
  #restore({ lobby, locked, password }) {
    const known = !password || this.#password !== "";
    const rules = { lobby: lobby || !known, locked, ...(password && known ? { password: this.#password } : {}) };
    this.rule(rules).catch((error) => error.code !== "closed" && this.#line.report(error));
  }

  /** @param {string} type @param {object} fields @returns {Promise<void>} */
  async #ask(type, fields) {
    await this.#line.request({ type, room: this.#room, ...fields });
  }
}
