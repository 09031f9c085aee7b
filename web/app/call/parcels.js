// SPDX-License-Identifier: Apache-2.0
/** The files of a call: what we send, what we are offered, and where what came is kept until it is saved. */
import { Depot, intoFile } from "../../client/depot.js";
import { Files } from "../../client/files.js";
import { colon, t } from "../i18n.js";
import { filesOf } from "../logic/keep.js";
import { OVER, parcel } from "../logic/parcel.js";
import { announce, toast } from "../notices.js";
import { patchCall } from "../state.js";
import { nameOfPeer } from "./about.js";
import { addLine } from "./lines.js";

/** @typedef {import("../../client/incoming.js").IncomingFile} IncomingFile */
/** @typedef {import("../../client/transfer.js").Transfer} Transfer */
/** @typedef {{ own: boolean, ways: Transfer[], names: Map<Transfer, string>, saved: boolean }} Entry */

/** Files of so many bytes come without being asked for, and so many bytes of them in one call. */
const UNASKED = 16_000_000;
const UNASKED_IN_ALL = 256_000_000;
/** Files that are sent with one step, at most. */
const AT_ONCE = 50;
/** Files that are remembered. */
const KEPT = 500;
/** Ms between two pictures of how far they are. */
const PACE = 200;
/** Ms for which the browser may take to begin a download. */
const DOWNLOAD = 60_000;

/** One for the page: a download that was begun goes on after the call. */
const depot = new Depot();

export class Parcels {
  #store;
  #room;
  #files;
  /** @type {Map<string, Entry>} by the id of their line */
  #entries = new Map();
  /** @type {Set<string>} whose picture is old */
  #stale = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #unasked = 0;
  #over = false;

  /** @param {import("../state.js").AppStore} store
   * @param {import("../../client/switchboard.js").Room} room
   * @param {import("../scope.js").Scope} scope */
  constructor(store, room, scope) {
    this.#store = store;
    this.#room = room;
    this.#files = new Files(room);
    scope.add(this.#files.on("incoming", file => this.#offered(file)));
    scope.add(() => this.#end());
  }

  /** To whoever is chosen in the chat. @param {Iterable<File>} files */
  send(files) {
    const all = [...files];
    const to = this.#store.state.call?.to ?? "";
    const ids = to === "" ? [...this.#room.peers.keys()] : [to];
    if (!ids.some(id => this.#room.peers.has(id))) return toast(this.#store, "info", to ? "file.gone" : "file.alone");
    if (all.length > AT_ONCE) toast(this.#store, "info", ["file.many", { n: AT_ONCE }]);
    for (const file of all.slice(0, AT_ONCE)) {
      const ways = this.#files.send(file, { to: ids, private: to !== "" });
      const id = ways[0]?.id ?? "";
      this.#follow(id, { own: true, ways });
      const one = this.#room.peers.get(to);
      addLine(this.#store, { kind: "file", id, own: true, from: "", name: "", at: Date.now(), secret: Boolean(one), to: one ? nameOfPeer(one) : "" });
    }
  }

  /** Asks for a file that we were offered. @param {string} id */
  async accept(id) {
    const file = this.#incoming(id);
    if (!file) return;
    try {
      file.accept(await depot.open(file.size));
    } catch {
      await this.#acceptAside(file);
    }
  }

  /** @param {string} id */
  decline(id) {
    this.#incoming(id)?.decline();
  }

  /** @param {string} id
   * @param {boolean} held */
  hold(id, held) {
    for (const way of this.#entries.get(id)?.ways ?? []) held ? way.pause() : way.resume();
  }

  /** @param {string} id */
  cancel(id) {
    for (const way of this.#entries.get(id)?.ways ?? []) way.cancel();
  }

  /** Hands it to the browser's downloads, whatever it is: it is never shown or run here. @param {string} id */
  save(id) {
    const file = this.#incoming(id);
    const entry = this.#entries.get(id);
    if (!file?.content || !entry) return;
    entry.saved = true;
    const href = URL.createObjectURL(new Blob([file.content], { type: "application/octet-stream" }));
    const link = document.createElement("a");
    link.href = href;
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(href), DOWNLOAD);
  }

  /* ---------------------------------------------------------------------------------- */

  /** @param {IncomingFile} file */
  #offered(file) {
    const id = `${file.peer.id}/${file.id}`;
    const name = nameOfPeer(file.peer);
    this.#follow(id, { own: false, ways: [file] });
    const said = t(file.private ? "file.said.private" : "file.said", { name, file: file.name });
    addLine(this.#store, { kind: "file", id, own: false, from: file.peer.id, name, at: Date.now(), secret: file.private, to: "" }, said);
    if (file.size > UNASKED || this.#unasked + file.size > UNASKED_IN_ALL) return;
    this.#unasked += file.size;
    depot.open(file.size).then(sink => file.accept(sink), () => {}); // then it waits to be asked for
  }

  /** There is no room for it with us: perhaps where the person says. @param {IncomingFile} file */
  async #acceptAside(file) {
    const pick = /** @type {any} */ (globalThis).showSaveFilePicker;
    if (!pick) return file.refuse();
    try {
      file.accept(await intoFile(await pick.call(globalThis, { suggestedName: file.name })));
    } catch {
      // They thought better of it.
    }
  }

  /** @param {string} id
   * @param {{ own: boolean, ways: Transfer[] }} what */
  #follow(id, { own, ways }) {
    this.#entries.set(id, { own, ways, names: new Map(ways.map(way => [way, nameOfPeer(way.peer)])), saved: false });
    for (const way of ways) way.on("changed", () => this.#changed(id));
    this.#forget();
    this.#stale.add(id);
    this.#draw();
  }

  /** Bytes can wait a moment, all else is shown at once. @param {string} id */
  #changed(id) {
    if (this.#over) return;
    this.#stale.add(id);
    const entry = this.#entries.get(id);
    const shown = this.#store.state.call?.files[id];
    if (entry && shown && (this.#picture(entry).state !== shown.state || OVER.has(shown.state))) this.#draw();
    else this.#timer ??= setTimeout(() => this.#draw(), PACE);
  }

  #draw() {
    this.#timer = void clearTimeout(this.#timer);
    /** @type {Record<string, import("../logic/parcel.js").Parcel>} */
    const files = filesOf(this.#store.state.call?.files ?? {}, this.#entries, this.#store.state.call?.chat ?? []);
    for (const id of this.#stale) {
      const entry = this.#entries.get(id);
      if (!entry) continue;
      const now = this.#picture(entry);
      if (OVER.has(now.state) && files[id]?.state !== now.state) announce(colon(now.name, t(...now.words)));
      files[id] = now;
    }
    this.#stale.clear();
    patchCall(this.#store, { files });
  }

  /** @param {Entry} entry */
  #picture({ own, ways, names }) {
    const [{ name, size, type } = { name: "", size: 0, type: "" }] = ways;
    const stored = !own && ways[0]?.state === "done" && !(/** @type {IncomingFile} */ (ways[0]).content);
    const picture = parcel({ name, size, type, own }, ways.map(way => ({
      who: names.get(way) ?? "", state: way.state, moved: way.moved, size, pausedBy: way.pausedBy, endedBy: way.endedBy, failure: way.failure,
    })));
    return stored ? { ...picture, stored, words: /** @type {typeof picture.words} */ (["file.saved", {}]) } : picture;
  }

  /** @param {string} id */
  #incoming(id) {
    const entry = this.#entries.get(id);
    return entry && !entry.own ? /** @type {IncomingFile | undefined} */ (entry.ways[0]) : undefined;
  }

  /** The oldest that are over, where there are too many. */
  #forget() {
    for (const [id, { own, ways }] of this.#entries) {
      if (this.#entries.size <= KEPT) return;
      if (!ways.every(way => way.ended)) continue;
      this.#entries.delete(id);
      if (!own) void /** @type {IncomingFile} */ (ways[0]).discard();
    }
  }

  /** Transfers end with the room: the others are to read that we left, not that we cancelled. */
  #end() {
    this.#over = true;
    clearTimeout(this.#timer);
    for (const { own, saved, ways } of this.#entries.values()) if (!own && !saved) void ways[0]?.over.then(() => /** @type {IncomingFile} */ (ways[0]).discard());
  }
}
