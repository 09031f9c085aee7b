// SPDX-License-Identifier: Apache-2.0
/** Tells a page of another make, which knows no word for it, that the call is recorded: by a mark in our picture, and a tone now and then. */
import { Mix } from "./mix.js";

const RATE = 15;
/** From tone to tone, ms; and what the tone is like: Hz, s, and its loudness. */
const PERIOD = 15_000;
const TONE = { pitch: 1400, length: 0.25, gain: 0.08 };

export class Notice {
  #canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
  #pen = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext("2d", { alpha: false }));
  #video = Object.assign(document.createElement("video"), { muted: true, playsInline: true });
  #mix = new Mix();
  #ticker = new Worker(new URL("ticker.js", import.meta.url));
  #toneAt = 0;
  /** What is sent in place of our picture. */
  picture;

  constructor() {
    const [picture] = this.#canvas.captureStream(RATE).getVideoTracks();
    if (!picture) throw new Error("a canvas without a picture");
    this.picture = picture;
    this.#ticker.onmessage = () => this.#tick();
    this.#ticker.postMessage(1000 / RATE);
    this.#tick();
  }

  /** What is sent in place of our sound. */
  get sound() {
    return this.#mix.track;
  }

  /** What would be sent otherwise.
   * @param {MediaStreamTrack | null} picture
   * @param {MediaStreamTrack | null} sound */
  of(picture, sound) {
    this.#mix.set(sound ? [sound] : []);
    const shown = /** @type {MediaStream | null} */ (this.#video.srcObject)?.getVideoTracks()[0] ?? null;
    if (shown === picture) return;
    this.#video.srcObject = picture && new MediaStream([picture]);
    if (picture) void this.#video.play().catch(() => {});
  }

  close() {
    this.#ticker.terminate();
    this.#video.srcObject = null;
    this.picture.stop();
    this.#mix.close();
  }

  #tick() {
    this.#draw();
    const now = performance.now();
    if (now < this.#toneAt) return;
    this.#toneAt = now + PERIOD;
    this.#mix.tone(TONE.pitch, TONE.length, TONE.gain);
  }

  #draw() {
    const pen = this.#pen;
    const { videoWidth, videoHeight, readyState } = this.#video;
    const seen = this.#video.srcObject && readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && videoWidth > 0;
    if (seen && (this.#canvas.width !== videoWidth || this.#canvas.height !== videoHeight)) Object.assign(this.#canvas, { width: videoWidth, height: videoHeight });
    const { width, height } = this.#canvas;
    pen.fillStyle = "#14110E";
    pen.fillRect(0, 0, width, height);
    if (seen) pen.drawImage(this.#video, 0, 0, width, height);
    const size = Math.max(14, Math.round(height / 16));
    pen.fillStyle = "rgb(20 17 14 / .82)";
    pen.fillRect(size, size, size * 4.6, size * 2);
    pen.fillStyle = "#E0281E";
    pen.beginPath();
    pen.arc(size * 2, size * 2, size * 0.6, 0, 2 * Math.PI);
    pen.fill();
    pen.fillStyle = "#FFF9EC";
    pen.font = `700 ${size}px sans-serif`;
    pen.textBaseline = "middle";
    pen.fillText("REC", size * 3, size * 2);
  }
}
