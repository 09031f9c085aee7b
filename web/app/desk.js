// SPDX-License-Identifier: Apache-2.0
/** The operator: knows which page is on, and connects and disconnects calls. Views call this; it writes the store. */
import { aboutUs } from "./call/about.js";
import { copy } from "./clipboard.js";
import { tellNews, tellTrouble } from "./devicenews.js";
import { Door } from "./door.js";
import { pathOfRoom, randomRoom, remember, roomOfPath, titleOf } from "./logic/rooms.js";
import { openLine, setPresence } from "./line.js";
import { LocalMedia, live } from "./media.js";
import { toast } from "./notices.js";
import { calling } from "./part.js";
import { Bell } from "./ringing.js";
import { hearTitle, newCall, patchPrefs, roomTitle } from "./state.js";
import { stayIn, wasIn } from "./stay.js";

/** @typedef {import("./state.js").Page} Page */
/** @typedef {import("./call/session.js").CallSession} CallSession */

/** What is worth a word when a direct call ended. */
const ENDS = /** @type {const} */ ({ "no-answer": "call.noanswer", declined: "call.declined", gone: "call.gone", failed: "call.cut" });

/** Pages by their addresses. No room may be called so: see logic/rooms.js. @type {Record<string, "test" | "admin">} */
const TOOLS = { "/test": "test", "/admin": "admin" };

/** What the page says where a room does not let us in. @type {Record<string, import("./state.js").Problem>} */
const PROBLEMS = {
  "room-full": "full", closed: "unreachable", timeout: "unreachable", "room-locked": "locked", denied: "denied", banned: "banned", removed: "denied",
  "may-not-start": "nostart", "lobby-full": "lobbyfull",
};

export class Desk {
  store;
  line;
  media;
  bell;
  door;
  /** @type {CallSession | null} */ session = null;
  /** How often we went elsewhere. */ #moves = 0;
  /** @type {(from: string, name: string, emoji: string) => void} */ onReaction = () => {};

  /** @param {import("./state.js").AppStore} store */
  constructor(store, line = openLine(store)) {
    this.store = store;
    this.line = line;
    this.media = new LocalMedia(store);
    this.door = new Door(store);
    this.bell = new Bell(store, this.line, (place, camera) => void this.meet(place, camera));
    this.media.onNews = (kind, news) => tellNews(store, kind, news);
    let last = JSON.stringify(aboutUs(store.state, null));
    const describe = () => {
      const about = aboutUs(store.state, this.session);
      const text = JSON.stringify(about);
      if (text !== last) void this.line.describe(about).catch(() => {});
      last = text;
    };
    for (const part of /** @type {const} */ (["prefs", "call", "local"])) store.watch(s => s[part], describe);
    store.watch(s => Boolean(s.call), () => setPresence(store, this.line));
    store.watch(s => s.prefs.available, () => setPresence(store, this.line));
    store.watch(s => s.local, () => this.#stay());
    addEventListener("popstate", () => this.route());
  }

  /** The page was opened, or reloaded in the middle of a call. */
  begin() {
    const room = roomOfPath(location.pathname);
    const stay = room ? wasIn(room) : null;
    if (stay) void this.#straightIn(stay.room, stay.mic, stay.camera);
    else if (room === "" && new URLSearchParams(location.search).has("start")) this.#startRoom();
    else this.route();
  }

  /** As the installed app's shortcut asks for. */
  #startRoom() {
    const room = randomRoom();
    history.replaceState(null, "", pathOfRoom(room));
    this.route();
  }

  /** Goes where the address bar points. */
  route() {
    this.#hangUp();
    const room = roomOfPath(location.pathname);
    const tool = TOOLS[location.pathname];
    if (tool) return this.#tool(tool);
    if (room === null) history.replaceState(null, "", "/");
    if (room) this.#show({ kind: "prejoin", room });
    else this.#show({ kind: "home" });
    if (!room) void this.media.close();
  }

  /** To the page that tests devices and network. */
  test() {
    if (location.pathname !== "/test") history.pushState(null, "", "/test");
    this.route();
  }

  home() {
    if (location.pathname !== "/") history.pushState(null, "", "/");
    this.route();
  }

  /** To the page before a room. @param {string} room @param {string} [typed] how somebody wrote its name */
  visit(room, typed) {
    this.#hangUp();
    hearTitle(this.store, room, typed, true);
    if (roomOfPath(location.pathname) !== room) history.pushState(null, "", pathOfRoom(room));
    this.#show({ kind: "prejoin", room });
  }

  /** To the page before a room that is to be ours. @param {string} room @param {import("./door.js").Start} start @param {string} [typed] */
  start(room, start, typed) {
    this.visit(room, typed);
    this.door.wish(room, start);
  }

  /** From the page before a room into it, with the devices chosen there. @param {string} room @param {string} [password] */
  async join(room, password = "") {
    const { mic, camera } = this.store.state.local;
    patchPrefs(this.store, { micOn: mic.on, camOn: camera.on }); // nowhere else: a call may want other devices than we do
    await this.#join(room, password);
  }

  /** @param {string} room @param {string} password */
  async #join(room, password) {
    const gone = this.#follow();
    try {
      const { CallSession } = await calling();
      if (gone()) return;
      const joined = await this.line.join(room, this.door.options(room, password));
      if (gone()) return void joined.leave();
      this.#enter(new CallSession(this, joined));
    } catch (e) {
      if (!gone()) this.#refused(room, e, password);
    }
  }

  /** Straight into a room or a direct call: one was answered. @param {import("./ringing.js").Place} place @param {boolean} camera */
  async meet(place, camera) {
    const direct = "to" in place;
    this.#hangUp();
    history.pushState(null, "", direct ? "/" : pathOfRoom(place.room)); // a step back hangs up
    if (direct) await this.#talk(place, camera);
    else await this.#straightIn(place.room, true, camera);
  }

  leave() {
    this.#end("title");
  }

  /** @param {string} room */
  async copyLink(room) {
    if (await copy(location.origin + pathOfRoom(room))) toast(this.store, "link", "copied");
  }

  async toggleMic() {
    await this.media.setMic(!live(this.store.state.local.mic));
    tellTrouble(this.store, "mic");
  }

  async toggleCamera() {
    await this.media.setCamera(!live(this.store.state.local.camera));
    tellTrouble(this.store, "camera");
  }

  async toggleShare() {
    if (this.store.state.local.screen) return this.media.stopShare();
    await this.shareAnother();
  }

  /** In place of what is shared, or of nothing. */
  async shareAnother() {
    if (!(await this.media.share())) toast(this.store, "warn", "share.blocked");
  }

  /* ---------------------------------------------------------------------------------- */

  /** Without the page before the room. @param {string} room @param {boolean} mic @param {boolean} camera */
  async #straightIn(room, mic, camera) {
    this.media.want(mic, camera);
    this.store.set({ page: { kind: "call", room }, call: newCall(room) });
    await Promise.all([this.media.open(), this.#join(room, "")]);
  }

  /** With one person, without a room. @param {import("./state.js").Direct} other @param {boolean} camera */
  async #talk(other, camera) {
    this.media.want(true, camera);
    const gone = this.#follow();
    try {
      const { CallSession } = await calling();
      const direct = await this.line.direct(other.to);
      if (gone()) return void direct.leave();
      const session = (this.session = new CallSession(this, direct, other));
      session.onEnd = reason => {
        const words = ENDS[/** @type {keyof typeof ENDS} */ (reason)];
        if (words) toast(this.store, "ring", [words, { name: other.name }]);
        this.#end("over");
      };
      this.#show({ kind: "direct", ...other });
      await this.media.open();
      await session.start();
    } catch {
      if (gone()) return;
      toast(this.store, "ring", "call.failed");
      this.home();
    }
  }

  /** For what takes a while. @returns {() => boolean} whether we went elsewhere meanwhile */
  #follow() {
    const moves = this.#moves;
    return () => moves !== this.#moves;
  }

  /** @param {import("./state.js").End} why */
  #end(why) {
    const { call } = this.store.state;
    if (!call) return;
    const seconds = (Date.now() - call.since) / 1000;
    const { room, direct } = call;
    const summary = this.session?.summary ?? null;
    this.#hangUp();
    void this.media.close();
    this.#show({ kind: "ended", room, direct, why, seconds, summary });
  }

  /** @param {CallSession} session */
  #enter(session) {
    this.session = session;
    void this.door.passed(session.chair).then(held => held || this.session !== session || toast(this.store, "warn", "room.kept"));
    session.onEnd = reason => this.#putOut(reason);
    this.#stay();
    session.onReaction = (...args) => this.onReaction(...args);
    const { recent } = this.store.state.prefs;
    const title = titleOf(session.name, roomTitle(this.store.state, session.name));
    patchPrefs(this.store, { recent: remember(recent, session.name, Date.now(), title) });
    this.#show({ kind: "call", room: session.name });
  }

  /** A host put us out, ended the call, or the room did not take us back after a restart of the server. @param {string} reason */
  #putOut(reason) {
    const why = /** @type {const} */ ({ removed: "removed", banned: "banned", ended: "host" })[reason];
    this.#end(why ?? "over");
  }

  #stay() {
    const { mic, camera } = this.store.state.local;
    if (this.session?.name) stayIn({ room: this.session.name, mic: live(mic), camera: live(camera) });
  }

  #hangUp() {
    this.#moves++;
    stayIn(null);
    this.door.leave();
    this.session?.leave();
    this.session = null;
    this.media.endShare();
    const { call, page } = this.store.state;
    if (call) this.store.set({ call: null });
    if (page.kind === "call" || page.kind === "direct" || page.kind === "lobby") this.#asChosen();
  }

  /** What was chosen before a room is wanted before the next one too, whatever the call made of it. */
  #asChosen() {
    const { micOn, camOn } = this.store.state.prefs;
    this.media.want(micOn, camOn);
  }

  /** @param {string} room @param {unknown} e @param {string} password that was tried */
  #refused(room, e, password) {
    const code = /** @type {any} */ (e)?.code;
    const asks = code === "wrong-password" ? (password ? "wrong" : "password") : code === "rate-limited" ? "wait" : "";
    this.store.set({ call: null, asks, lobby: null });
    this.media.endShare();
    this.#asChosen();
    if (asks) return this.#show({ kind: "prejoin", room });
    void this.media.close();
    if (code === "ended") return this.#show({ kind: "ended", room, direct: null, why: "host", seconds: 0, summary: null });
    const error = PROBLEMS[code] ?? "refused";
    if (error === "refused") console.warn("switchboard: could not join", e);
    this.#show({ kind: "error", error, room });
  }

  /** @param {"test" | "admin"} kind */
  #tool(kind) {
    void this.media.close();
    this.#show({ kind });
  }

  /** @param {Page} page */
  #show(page) {
    this.store.set({ page });
  }
}
