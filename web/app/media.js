// SPDX-License-Identifier: Apache-2.0
/** Our own microphone, camera and screen: asks for them, switches them, tells what hinders them. Knows nothing of calls. */
import { canBlur, capture, granted, pictureWish, screenWish, troubleOf } from "./wishes.js";

/** @typedef {import("./state.js").AppStore} AppStore */
/** @typedef {import("./state.js").Trouble} Trouble */
/** @typedef {"mic" | "camera"} Kind */
/** A device that we want on went away, and none took its place: "lost"; or another did: "found"; or one that was chosen hinders: "refused".
 * @typedef {"lost" | "found" | "refused"} News */
/** What the call must know: one track of ours took the place of another; null for none.
 * @typedef {(kind: Kind, before: MediaStreamTrack | null, now: MediaStreamTrack | null) => void} TrackListener */

export class LocalMedia {
  #store;
  /** @type {Promise<unknown>} */ #turn = Promise.resolve();
  /** @type {TrackListener} */ onTrack = () => {};
  /** @type {(stream: MediaStream | null, before: MediaStream | null) => void} */ onScreen = () => {};
  /** Nobody pressed a key, and yet it is not as it was. @type {(kind: Kind, news: News) => void} */ onNews = () => {};
  /** Which occasion a screen is shared for: what the chooser gives after it is over is nobody's any more. */ #occasion = 0;

  /** @param {AppStore} store */
  constructor(store) {
    this.#store = store;
    navigator.mediaDevices?.addEventListener("devicechange", () => void this.#changed());
  }

  get #local() {
    return this.#store.state.local;
  }

  /** What is to run from now on, whatever was wanted before: at once silences and darkens what is not. `open()` starts what does not run yet.
   * @param {boolean} mic
   * @param {boolean} camera */
  want(mic, camera) {
    this.#set("mic", { on: mic });
    this.#set("camera", { on: camera });
    if (this.#local.mic.track) this.#local.mic.track.enabled = mic;
    if (!camera) this.#swap("camera", null);
  }

  /** Starts what is wanted and not running yet. One request for both, so that the browser asks once. */
  open() {
    return this.#next(async () => {
      const mic = !this.#local.mic.track;
      const camera = !this.#local.camera.track && this.#local.camera.on;
      if (!mic && !camera) return;
      if (!navigator.mediaDevices) return this.#trouble("insecure", mic, camera);
      this.#trouble("asking", mic, camera);
      const both = await this.#ask(mic, camera);
      if (typeof both === "string" && mic && camera) {
        // One of the two hinders; find out which, and run the other. After a no, ask only where it cannot open a question again.
        const denied = both === "denied";
        await this.#take("mic", denied && !(await granted("microphone")) ? both : await this.#ask(true, false));
        await this.#take("camera", denied && !(await granted("camera")) ? both : await this.#ask(false, true));
      } else {
        if (mic) await this.#take("mic", both);
        if (camera) await this.#take("camera", both);
      }
      await this.refresh();
    });
  }

  /** @param {boolean} on */
  setMic(on) {
    return this.#next(async () => {
      const { mic } = this.#local;
      this.#set("mic", { on });
      if (on && !mic.track) {
        this.#set("mic", { trouble: "asking" });
        await this.#take("mic", await this.#ask(true, false));
        await this.refresh();
      } else if (mic.track) mic.track.enabled = on;
    });
  }

  /** Off means off: the track stops and the camera's light goes out.
   * @param {boolean} on */
  setCamera(on) {
    return this.#next(async () => {
      const { camera } = this.#local;
      this.#set("camera", { on });
      if (on && !camera.track) {
        this.#set("camera", { trouble: "asking" });
        await this.#take("camera", await this.#ask(false, true));
        await this.refresh();
      } else if (!on) {
        this.#swap("camera", null);
        this.#set("camera", { trouble: "" });
      }
    });
  }

  /** Changes to another device, or to the system's with "".
   * @param {Kind} kind
   * @param {string} id */
  use(kind, id) {
    return this.#next(async () => {
      this.#store.set({ prefs: { ...this.#store.state.prefs, [kind]: id } });
      if (kind === "camera" && !this.#local.camera.on) return;
      // HACK: Android gives the second camera only when the first is released https://crbug.com/40651297
      if (kind === "camera") this.#local.camera.track?.stop();
      await this.#take(kind, await this.#ask(kind === "mic", kind === "camera"));
      if (this.#local[kind].trouble) this.onNews(kind, "refused");
    });
  }

  /** Opens the microphone anew, as the settings have changed. HACK: Chromium (156) goes on with what it does to the sound of a device while that is
   * open anywhere in the page, whatever is asked for: so everything lets go of it first. */
  reopenMic() {
    return this.#next(async () => {
      const before = this.#local.mic.track;
      if (!before) return;
      before.stop();
      this.#set("mic", { track: null }); // those who listen to copies of it hear of that
      const got = await this.#ask(true, false);
      this.#set("mic", { track: before }); // the call is to put the new one into its place
      await this.#take("mic", got);
      if (this.#local.mic.trouble) this.onNews("mic", "refused");
    });
  }

  /** @returns {Promise<boolean>} false where the browser or the person said no */
  async share() {
    const { motion } = this.#store.state.prefs;
    const occasion = this.#occasion;
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia(screenWish(motion));
      const [track] = stream.getVideoTracks();
      if (!track) return false;
      if (occasion !== this.#occasion) {
        for (const late of stream.getTracks()) late.stop();
        return true;
      }
      track.contentHint = motion ? "motion" : "detail";
      track.addEventListener("ended", () => this.#local.screen === stream && this.stopShare());
      for (const old of this.#local.screen?.getTracks() ?? []) old.stop();
      this.#screen(stream);
      return true;
    } catch (e) {
      // Closing the browser's chooser is no failure worth telling.
      return occasion !== this.#occasion || e instanceof DOMException && e.name === "NotAllowedError" && !/system/i.test(e.message);
    }
  }

  /** Whether the shared screen should be smooth rather than sharp, also while it is shared.
   * @param {boolean} motion */
  setMotion(motion) {
    this.#store.set({ prefs: { ...this.#store.state.prefs, motion } });
    const [track] = this.#local.screen?.getVideoTracks() ?? [];
    if (!track) return;
    track.contentHint = motion ? "motion" : "detail";
    void track.applyConstraints({ frameRate: { ideal: motion ? 30 : 15 } }).catch(() => {}); // it stays as it is
  }

  /** Brings a running camera to what the settings say now. */
  async suit() {
    const { quality, blur } = this.#store.state.prefs;
    const { track } = this.#local.camera;
    await track?.applyConstraints({ ...pictureWish(quality), ...(canBlur(track) ? { backgroundBlur: blur } : {}) }).catch(() => {}); // it stays as it is
  }

  stopShare() {
    for (const track of this.#local.screen?.getTracks() ?? []) track.stop();
    this.#screen(null);
  }

  /** The call is over, or another: nothing is shared in it, not even what is being chosen now. */
  endShare() {
    this.#occasion++;
    this.stopShare();
  }

  /** Lets go of everything. */
  close() {
    this.endShare();
    return this.#next(async () => {
      for (const kind of /** @type {Kind[]} */ (["mic", "camera"])) {
        this.#swap(kind, null);
        this.#set(kind, { trouble: "" });
      }
    });
  }

  async refresh() {
    const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    this.#store.set({ local: { ...this.#local, devices } });
  }

  /* ---------------------------------------------------------------------------------- */

  /** One change after the other: two quick clicks must not run two cameras.
   * @template T
   * @param {() => Promise<T>} run */
  #next(run) {
    const done = this.#turn.then(run);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** @param {boolean} mic
   * @param {boolean} camera
   * @returns {Promise<MediaStream | Trouble>} */
  async #ask(mic, camera) {
    if (!navigator.mediaDevices) return "insecure";
    try {
      return await capture(this.#store.state.prefs, mic, camera);
    } catch (e) {
      return troubleOf(e);
    }
  }

  /** @param {Kind} kind
   * @param {MediaStream | Trouble} got */
  async #take(kind, got) {
    if (typeof got === "string") {
      this.#swap(kind, null);
      return this.#set(kind, { trouble: got });
    }
    const track = (kind === "mic" ? got.getAudioTracks() : got.getVideoTracks())[0] ?? null;
    if (kind === "mic" && track) track.enabled = this.#local.mic.on;
    if (kind === "camera" && track && !this.#local.camera.on) {
      track.stop(); // switched off while the browser was asking
      return this.#set(kind, { trouble: "" });
    }
    track?.addEventListener("ended", () => void this.#lost(kind, track));
    this.#swap(kind, track);
    this.#set(kind, { trouble: "" });
    if (kind === "camera" && track && this.#store.state.prefs.blur) await this.suit();
  }

  /** A device was pulled out, or taken by the system: go on with another, if there is one.
   * @param {Kind} kind
   * @param {MediaStreamTrack} track */
  #lost(kind, track) {
    return this.#next(async () => {
      if (this.#local[kind].track !== track) return;
      this.#swap(kind, null);
      await this.#take(kind, await this.#ask(kind === "mic", kind === "camera"));
      await this.refresh();
      if (this.#local[kind].on) this.onNews(kind, this.#local[kind].track ? "found" : "lost");
    });
  }

  /** Something was plugged in or pulled out: what is on and found no device tries again. */
  async #changed() {
    await this.refresh();
    for (const kind of /** @type {Kind[]} */ (["mic", "camera"])) {
      if (!this.#misses(kind)) continue;
      await this.#next(async () => {
        if (!this.#misses(kind)) return; // let go of, or found, meanwhile
        await this.#take(kind, await this.#ask(kind === "mic", kind === "camera"));
        if (this.#local[kind].track) this.onNews(kind, "found");
      });
    }
  }

  /** Whether it is wanted, was looked for and is not there. After a no nobody is asked again. @param {Kind} kind */
  #misses(kind) {
    const { on, track, trouble } = this.#local[kind];
    return on && !track && (trouble === "missing" || trouble === "busy" || trouble === "other");
  }

  /** @param {Kind} kind
   * @param {MediaStreamTrack | null} track */
  #swap(kind, track) {
    const before = this.#local[kind].track;
    if (before === track) return;
    before?.stop();
    this.#set(kind, { track });
    this.onTrack(kind, before, track);
  }

  /** @param {MediaStream | null} stream */
  #screen(stream) {
    const before = this.#local.screen;
    if (before === stream) return;
    this.#store.set({ local: { ...this.#local, screen: stream } });
    this.onScreen(stream, before);
  }

  /** @param {Trouble} trouble
   * @param {boolean} mic
   * @param {boolean} camera */
  #trouble(trouble, mic, camera) {
    if (mic) this.#set("mic", { trouble });
    if (camera) this.#set("camera", { trouble });
  }

  /** @param {Kind} kind
   * @param {Partial<import("./state.js").Device>} patch */
  #set(kind, patch) {
    this.#store.set({ local: { ...this.#local, [kind]: { ...this.#local[kind], ...patch } } });
  }
}

/** Whether a device of ours is heard or seen by others.
 * @param {import("./state.js").Device} device */
export const live = device => device.on && device.track !== null;
