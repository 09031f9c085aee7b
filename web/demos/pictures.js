// SPDX-License-Identifier: Apache-2.0
/** One's own picture and the other's, side by side; and a drawing for those without a camera. */
import { h, icon, words } from "/app/dom.js";
import { said } from "./words.js";

/** @typedef {import("./words.js").Key} Key */

export class Pictures {
  el;
  #mine = tile("cam.you", "cam.idle", true);
  #other = tile("cam.other", "cam.wait", false);
  #note = h("p", { class: "hint", role: "status", "data-test": "camera-note" });
  /** @type {MediaStream | null} */ #stream = null;
  /** @type {Promise<MediaStream> | null} */ #opening = null;
  /** How often it was closed. */ #closed = 0;

  constructor() {
    this.el = h("div", { class: "stack tight" }, h("div", { class: "pictures" }, this.#mine.el, this.#other.el), this.#note);
  }

  /** Opens the camera, once, and shows it. @returns {Promise<MediaStream>} */
  open() {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** @param {MediaStream | null} stream
   * @param {string} [name] whose */
  other(stream, name) {
    this.#other.show(stream);
    words(this.#other.name, "text", name ? () => name : said("cam.other"));
  }

  close() {
    this.#closed++;
    this.other(null);
    this.#stream?.getTracks().forEach(track => track.stop());
    this.#stream = this.#opening = null;
    this.#mine.show(null);
  }

  async #open() {
    const closed = this.#closed;
    words(this.#note, "text", () => "");
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    } catch (error) {
      words(this.#note, "text", said(reason(error)));
      stream = drawing();
    }
    if (closed !== this.#closed) { // meanwhile
      stream.getTracks().forEach(track => track.stop());
      return stream;
    }
    this.#mine.el.toggleAttribute("data-drawn", !stream.getAudioTracks().length);
    this.#stream = stream;
    this.#mine.show(stream);
    return stream;
  }
}

/** @param {unknown} error
 * @returns {Key} */
function reason(error) {
  if (!isSecureContext) return "cam.insecure";
  return error instanceof DOMException && error.name === "NotAllowedError" ? "cam.denied" : "cam.none";
}

/** @param {Key} key
 * @param {Key} empty
 * @param {boolean} own */
function tile(key, empty, own) {
  // Two pages on one desk would howl, so that the other's sound is off at first.
  const video = h("video", { autoplay: true, playsinline: true, muted: true, hidden: true, label: said(key), "data-test": own ? "mine" : "other" });
  video.muted = true;
  const name = h("span", { class: "name clip", dir: "auto", t: said(key) });
  const blank = h("span", { class: "blank" }, icon(own ? "cam" : "person"), h("span", { t: said(empty) }));
  const sound = h("button", { type: "button", class: "sound", "aria-pressed": "false", hidden: true, "data-test": "sound", on: { click: () => {
    video.muted = !video.muted;
    sound.setAttribute("aria-pressed", String(!video.muted));
  } } }, icon("volume"), h("span", { t: said("cam.sound") }));
  const el = h("div", { class: "picture on-dark", "data-self": own }, blank, video, h("div", { class: "tile-plate" }, name), !own && sound);
  return {
    el, name,
    /** @param {MediaStream | null} stream */
    show(stream) {
      if (video.srcObject !== stream) video.srcObject = stream;
      video.hidden = !stream;
      blank.hidden = !!stream;
      sound.hidden = !stream?.getAudioTracks().length;
    },
  };
}

/** A lamp that swings, ten pictures a second: says "nobody here has a camera" better than nothing. */
function drawing() {
  const canvas = h("canvas", { width: "480", height: "360" });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const begun = performance.now();
  const stream = canvas.captureStream(10);
  const draw = () => {
    const swing = Math.sin((performance.now() - begun) / 900);
    pen.fillStyle = "#15352B";
    pen.fillRect(0, 0, 480, 360);
    pen.strokeStyle = "#B98A33";
    pen.lineWidth = 6;
    pen.beginPath();
    pen.moveTo(240, -10);
    pen.lineTo(240 + 110 * swing, 210 - 30 * swing * swing);
    pen.stroke();
    pen.fillStyle = "#FFB938";
    pen.beginPath();
    pen.arc(240 + 110 * swing, 210 - 30 * swing * swing, 46, 0, 7);
    pen.fill();
    if (stream.active) setTimeout(draw, 100);
  };
  draw();
  return stream;
}
