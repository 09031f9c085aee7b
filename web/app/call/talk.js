// SPDX-License-Identifier: Apache-2.0
/** What people in a room write: to everybody, by the room's chat, which those who come later can read; or to one, by a message that the
 * server passes on and nobody keeps. Also who is writing. */
import { t } from "../i18n.js";
import { nameOf } from "../line.js";
import { ownIds, rememberOwn } from "../logic/ownids.js";
import { patchCall } from "../state.js";
import { nameOfPeer } from "./about.js";
import { addLine } from "./lines.js";

/** @typedef {import("../state.js").Said} Said */
/** @typedef {import("../../client/switchboard.js").ChatMessage} ChatMessage */

/** Ms between two words that we are writing, and for which such a word of others holds. */
const TELL = 3000;
const HOLD = 5000;
/** Characters that are shown of a private message, at most; the room's chat has the server's limit. */
const LONGEST = 8192;
/** Characters that are spoken. */
const SPOKEN = 120;

/** What this tab keeps; null where the browser keeps nothing. */
function tab() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

export class Talk {
  #store;
  #line;
  #room;
  #toldAt = -TELL;
  /** @type {Map<string, ReturnType<typeof setTimeout>>} who is writing */
  #typing = new Map();

  /** @param {import("./session.js").Parts} parts
   * @param {import("../../client/switchboard.js").Room} room
   * @param {import("../scope.js").Scope} scope */
  constructor({ store, line }, room, scope) {
    this.#store = store;
    this.#line = line;
    this.#room = room;
    patchCall(store, { chat: room.messages.map(message => this.#said(message)) });
    scope.add(room.on("chat", message => this.#heard(message)));
    scope.add(room.on("message", ({ from, data }) => this.#told(from, data)));
    scope.add(room.on("peer-left", ({ id }) => this.#idle(id)));
    scope.add(() => [...this.#typing.values()].forEach(clearTimeout));
  }

  /** To whoever is chosen; rejects with code `not-in-room` where that one is gone. @param {string} text */
  async say(text) {
    const to = this.#store.state.call?.to ?? "";
    this.#toldAt = -TELL;
    if (to === "") return this.#room.chat(text);
    const peer = this.#room.peers.get(to);
    await this.#room.send({ private: text }, to);
    addLine(this.#store, { kind: "said", n: 0, own: true, from: this.#line.peer, name: "", text, at: Date.now(), secret: true, to: peer ? nameOfPeer(peer) : t("guest") });
  }

  /** We are writing. */
  typing() {
    const now = performance.now();
    if (now - this.#toldAt < TELL) return;
    this.#toldAt = now;
    this.#room.hint({ typing: true }, this.#store.state.call?.to || undefined);
  }

  /** @param {ChatMessage} message */
  #heard(message) {
    this.#idle(message.from);
    const line = this.#said(message);
    addLine(this.#store, line, line.own ? "" : t("chat.from", { name: line.name, text: line.text.slice(0, SPOKEN) }));
  }

  /** @param {ChatMessage} message
   * @returns {Said} */
  #said({ n, from, about, text, at }) {
    const own = this.#wrote(from);
    return { kind: "said", n, own, from, name: nameOf(about) || t("guest"), text: String(text), at, secret: false, to: "" };
  }

  /** Whether it was this tab, now or before it was reloaded. Who is here beside us is not: a tab that was duplicated knows the other's ids.
   * @param {string} from */
  #wrote(from) {
    if (from !== this.#line.peer) return !this.#room.peers.has(from) && ownIds(tab()).includes(from);
    rememberOwn(tab(), from);
    return true;
  }

  /** @param {string} from
   * @param {any} data */
  #told(from, data) {
    const peer = this.#room.peers.get(from);
    if (!peer) return;
    const name = nameOfPeer(peer);
    if (data?.typing === true) return this.#types(from, name);
    const text = data?.private;
    if (typeof text !== "string" || text === "") return;
    this.#idle(from);
    addLine(this.#store, { kind: "said", n: 0, own: false, from, name, text: text.slice(0, LONGEST), at: Date.now(), secret: true, to: "" },
      t("chat.private.from", { name, text: text.slice(0, SPOKEN) }));
  }

  /** @param {string} id
   * @param {string} name */
  #types(id, name) {
    clearTimeout(this.#typing.get(id));
    this.#typing.set(id, setTimeout(() => this.#idle(id), HOLD));
    const others = this.#store.state.call?.typing.filter(one => one.id !== id) ?? [];
    patchCall(this.#store, { typing: [...others, { id, name }] });
  }

  /** @param {string} id */
  #idle(id) {
    clearTimeout(this.#typing.get(id));
    if (!this.#typing.delete(id)) return;
    patchCall(this.#store, { typing: this.#store.state.call?.typing.filter(one => one.id !== id) ?? [] });
  }
}
