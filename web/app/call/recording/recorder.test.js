// SPDX-License-Identifier: Apache-2.0
import { describe, same, test, until } from "../../../test/harness.js";
import { audio } from "../../audio.js";
import { loadAllWords } from "../../i18n.js";
import { DEFAULTS } from "../../prefs.js";
import { initialState, newCall, patchCall } from "../../state.js";
import { Store } from "../../store.js";
import { startRecording, stopRecording } from "./recorder.js";

/** What people choose when they are asked where to: a file, whose parts go to a disk. */
const disk = { parts: 0, closed: false, full: false, refuses: /** @type {Error | null} */ (null), name: "" };
const write = async () => {
  if (disk.full) throw new Error("full");
  disk.parts++;
};
const chooser = async (/** @type {{ suggestedName: string }} */ { suggestedName }) => {
  if (disk.refuses) throw disk.refuses;
  disk.name = suggestedName;
  return { createWritable: async () => ({ write, close: async () => void (disk.closed = true) }) };
};

const sound = () => audio().createMediaStreamDestination().stream;

/** A call of Ana, who may record, with Bob.
 * @param {(call: { store: import("../../state.js").AppStore, start: (what: "all" | "me") => Promise<void>, names: Set<string>, voices: Set<string>, watched: unknown[], leave: () => void }) => Promise<void>} body */
async function inACall(body) {
  await loadAllWords();
  Object.assign(disk, { parts: 0, closed: false, full: false, refuses: null });
  const state = initialState({ ...DEFAULTS, name: "Ana" }, "en");
  const face = sound();
  const bob = /** @type {any} */ ({ id: "bob", name: "Bob", mic: true, camera: true, face, screen: null });
  const mic = { track: sound().getAudioTracks()[0] ?? null, on: true, trouble: /** @type {const} */ ("") };
  const store = new Store({ ...state, local: { ...state.local, mic }, call: { ...newCall("fair"), people: [bob] } });
  /** @type {(() => void)[]} */
  const enders = [];
  /** @type {unknown[]} */
  const watched = [];
  const session = { name: "fair", during: (/** @type {() => void} */ end) => enders.push(end), carrying: { shows: (/** @type {string} */ place, /** @type {Map<string, number> | null} */ heights) => watched.push([place, heights && [...heights.keys()]]) } };
  const whose = new Map([[face.getAudioTracks()[0]?.id, "Bob"], [mic.track?.id, "Ana"]]);
  const [names, voices] = [new Set(), new Set()];
  const { fillText } = CanvasRenderingContext2D.prototype;
  const { createMediaStreamSource } = AudioContext.prototype;
  Object.assign(CanvasRenderingContext2D.prototype, {
    /** @this {CanvasRenderingContext2D} @param {string} text @param {number} x @param {number} y */
    fillText(text, x, y) {
      if (text.length > 1) names.add(text); // else a letter in place of a picture
      return fillText.call(this, text, x, y);
    },
  });
  Object.assign(AudioContext.prototype, {
    /** @this {AudioContext} @param {MediaStream} stream */
    createMediaStreamSource(stream) {
      voices.add(whose.get(stream.getAudioTracks()[0]?.id));
      return createMediaStreamSource.call(this, stream);
    },
  });
  const before = Object.getOwnPropertyDescriptor(globalThis, "showSaveFilePicker");
  Object.defineProperty(globalThis, "showSaveFilePicker", { value: chooser, configurable: true });
  try {
    const start = (/** @type {"all" | "me"} */ what) => startRecording(/** @type {any} */ ({ store, session }), what);
    await body({ store, start, names, voices, watched, leave: () => enders.forEach(end => end()) });
  } finally {
    await stopRecording();
    Object.assign(CanvasRenderingContext2D.prototype, { fillText });
    Object.assign(AudioContext.prototype, { createMediaStreamSource });
    Reflect.deleteProperty(globalThis, "showSaveFilePicker");
    if (before) Object.defineProperty(globalThis, "showSaveFilePicker", before);
  }
}

describe("a recording", () => {
  test("goes to the chosen file as it grows, and is complete when the call is left", () => inACall(async ({ store, start, leave }) => {
    await start("all");
    same([store.state.call?.recording?.what, /^switchboard-[-\d]{16}\.webm$/.test(disk.name)], ["all", true]);
    await until(() => disk.parts >= 2, "two parts on the disk, while it goes on");
    same([disk.closed, store.state.call?.recording?.what], [false, "all"]);
    leave();
    await until(() => disk.closed, "a complete file");
    await until(() => store.state.toast?.words === "rec.saved", "a word");
    same(store.state.call?.recording, null);
  }));

  test("is of everybody, also of those who come later, or of oneself alone", () => inACall(async ({ store, start, names, voices, watched }) => {
    await start("me");
    await until(() => disk.parts > 0, "a part");
    await stopRecording();
    same([[...names], [...voices], watched.filter(one => JSON.stringify(one) !== '["recording",null]')], [["Ana"], ["Ana"], []]);
    await start("all");
    same([[...names].sort(), [...voices].sort(), watched.at(-1)], [["Ana", "Bob"], ["Ana", "Bob"], ["recording", ["bob", "me"]]]);
    patchCall(store, { people: [...(store.state.call?.people ?? []), /** @type {any} */ ({ id: "eva", name: "Eva", face: null, screen: null })] });
    await until(() => names.has("Eva"), "Eva");
    await stopRecording();
    same(watched.at(-1), ["recording", null]);
  }));

  test("ends, and says so, where the disk takes no more", () => inACall(async ({ store, start }) => {
    disk.full = true;
    await start("me");
    same(store.state.call?.recording?.what, "me");
    await until(() => disk.closed && store.state.toast?.words === "rec.failed", "a word");
    same(store.state.call?.recording, null);
  }));

  test("is none where somebody thinks better of it", () => inACall(async ({ store, start }) => {
    disk.refuses = new DOMException("no", "AbortError");
    await start("all");
    same([store.state.call?.recording, store.state.toast], [null, null]);
    disk.refuses = new DOMException("no", "SecurityError");
    await start("all");
    same([store.state.call?.recording, store.state.toast?.words], [null, "rec.failed"]);
  }));
});
