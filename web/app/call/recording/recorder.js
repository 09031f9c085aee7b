// SPDX-License-Identifier: Apache-2.0
/** Records the call, or only ourselves, into a file that grows on disk. Everybody is told by `about`, newcomers too. */
import { t } from "../../i18n.js";
import { live } from "../../media.js";
import { announce, toast } from "../../notices.js";
import { Scope } from "../../scope.js";
import { patchCall } from "../../state.js";
import { Canvas } from "./canvas.js";
import { Mix } from "./mix.js";
import { canStore, openSink } from "./sink.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {"all" | "me"} What */

const RATE = 15;
/** How often what is recorded goes to disk, ms. */
const SLICE = 1000;
/** What may wait for a slow disk, bytes. */
const MOST_WAITING = 64e6;
const TYPES = ["video/webm;codecs=vp8,opus", "video/webm;codecs=vp9,opus", "video/webm", "video/mp4"];

const typeOf = () => TYPES.find(type => MediaRecorder.isTypeSupported(type));

export const canRecord = () => "MediaRecorder" in globalThis && "captureStream" in HTMLCanvasElement.prototype && canStore() && typeOf() !== undefined;

/** @type {Recorder | null} */
let running = null;

/** Begins to record, after asking where to.
 * @param {Desk} desk
 * @param {What} what */
export async function startRecording(desk, what) {
  const type = typeOf();
  const { session } = desk;
  if (running || !session || !type) return;
  const stamp = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16).replace(/[T:]/g, "-");
  try {
    const sink = await openSink(`switchboard-${stamp}.${type.startsWith("video/mp4") ? "mp4" : "webm"}`, type);
    if (running || desk.session !== session) return void sink.close().catch(() => {}); // went elsewhere while choosing
    const recorder = (running = new Recorder(desk, what, sink, type));
    session.during(() => void recorder.stop());
    patchCall(desk.store, { recording: { what, since: Date.now() } });
    toast(desk.store, "record", session.name || what === "me" ? "rec.began" : "rec.began.direct");
  } catch (e) {
    if (e instanceof DOMException && e.name === "AbortError") return; // thought better of it
    console.warn("switchboard: could not record", e);
    toast(desk.store, "warn", "rec.failed");
  }
}

/** @returns {Promise<void>} when the file is complete */
export async function stopRecording() {
  await running?.stop();
}

class Recorder {
  #desk;
  #session;
  #what;
  #sink;
  #scope = new Scope();
  #canvas = new Canvas();
  #mix = new Mix();
  #media;
  #waiting = 0;
  /** @type {Promise<void>} */ #written = Promise.resolve();
  /** @type {Promise<void> | null} */ #stopped = null;
  #failed = false;

  /** @param {Desk} desk
   * @param {What} what
   * @param {import("./sink.js").Sink} sink
   * @param {string} type */
  constructor(desk, what, sink, type) {
    this.#desk = desk;
    this.#session = desk.session;
    this.#what = what;
    this.#sink = sink;
    const { store } = desk;
    for (const part of /** @type {((s: Readonly<import("../../state.js").State>) => unknown)[]} */ ([s => s.call?.people, s => s.local, s => s.prefs.name])) {
      this.#scope.watch(store, part, () => this.#follow());
    }
    const picture = this.#canvas.stream(RATE);
    this.#media = new MediaRecorder(new MediaStream([...picture.getVideoTracks(), this.#mix.track]), { mimeType: type, videoBitsPerSecond: 2_500_000, audioBitsPerSecond: 96_000 });
    this.#media.addEventListener("dataavailable", ({ data }) => this.#keep(data));
    this.#media.addEventListener("error", () => this.#fail());
    const ticker = new Worker(new URL("ticker.js", import.meta.url));
    ticker.onmessage = () => this.#canvas.draw();
    ticker.postMessage(1000 / RATE);
    this.#canvas.draw();
    this.#media.start(SLICE);
    this.#scope.add(() => {
      ticker.terminate();
      for (const track of picture.getTracks()) track.stop();
      this.#canvas.close();
      this.#mix.close();
    });
    this.#scope.listen(window, "beforeunload", event => event.preventDefault());
  }

  /** Once; whoever calls again waits for the same end. */
  stop() {
    return (this.#stopped ??= this.#end());
  }

  async #end() {
    if (this.#media.state !== "inactive") {
      const over = new Promise(resolve => this.#media.addEventListener("stop", resolve, { once: true }));
      this.#media.stop();
      await over; // the last part came before
    }
    this.#session?.carrying.shows("recording", null);
    this.#scope.end();
    running = null;
    const { store } = this.#desk;
    patchCall(store, { recording: null });
    await this.#written;
    await this.#sink.close().catch(() => (this.#failed = true));
    toast(store, this.#failed ? "warn" : "check", this.#failed ? "rec.failed" : "rec.saved");
    if (this.#failed) announce(t("rec.failed"), "assertive");
  }

  /** One part after the other; what a slow disk cannot take ends it before memory does. @param {Blob} part */
  #keep(part) {
    if (part.size === 0 || this.#failed) return;
    this.#waiting += part.size;
    if (this.#waiting > MOST_WAITING) return this.#fail();
    this.#written = this.#written.then(() => this.#sink.write(part)).then(() => void (this.#waiting -= part.size), () => this.#fail());
  }

  #fail() {
    this.#failed = true;
    void this.stop();
  }

  /** Who is there, and what they show and say. */
  #follow() {
    const { call, local, prefs } = this.#desk.store.state;
    if (!call) return;
    const people = this.#what === "all" ? call.people : [];
    const name = prefs.name || t("you");
    /** @type {import("./canvas.js").Part[]} */
    const screens = people.filter(p => p.screen).map(p => ({ id: `${p.id}:screen`, name: t("tile.screen", { name: p.name }), screen: true, picture: pictureOf(p.screen) }));
    if (local.screen) screens.unshift({ id: "me:screen", name: t("tile.screen", { name }), screen: true, picture: pictureOf(local.screen) });
    const faces = people.map(p => ({ id: p.id, name: p.name, screen: false, picture: p.camera ? pictureOf(p.face) : null }));
    const me = { id: "me", name, screen: false, picture: live(local.camera) ? local.camera.track : null };
    const heights = this.#canvas.set([...screens, ...faces, me].slice(0, 20));
    if (this.#what === "all") this.#session?.carrying.shows("recording", heights);
    const streams = [...people.flatMap(p => [p.face, p.screen]), local.screen];
    this.#mix.set([...streams.flatMap(stream => stream?.getAudioTracks() ?? []), ...(local.mic.track ? [local.mic.track] : [])]);
  }
}

/** @param {MediaStream | null} stream */
const pictureOf = stream => stream?.getVideoTracks()[0] ?? null;
