// SPDX-License-Identifier: Apache-2.0
/** All pictures in one: draws the tiles of a call onto a canvas. */
import { colour, initial } from "../../dom.js";
import { layoutFocus, layoutTiles, sideBySide } from "../../logic/layout.js";

/** @typedef {{ id: string, name: string, screen: boolean, picture: MediaStreamTrack | null }} Part one picture; null where there is only a name */
/** @typedef {import("../../logic/layout.js").Box} Box */

const W = 1280;
const H = 720;
const GAP = 8;
const AVATARS = ["#7A5B2E", "#2E6B58", "#8A3B32", "#4A5568", "#6B4A7A", "#3B6478"];

export class Canvas {
  #canvas = Object.assign(document.createElement("canvas"), { width: W, height: H });
  #pen = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext("2d", { alpha: false }));
  /** @type {Map<MediaStreamTrack, HTMLVideoElement>} */ #videos = new Map();
  /** @type {Part[]} */ #parts = [];
  /** @type {Box[]} */ #boxes = [];

  /** @param {number} rate frames per second */
  stream(rate) {
    return this.#canvas.captureStream(rate);
  }

  /** From now on it is these that are drawn.
   * @param {Part[]} parts
   * @returns {Map<string, number>} how tall, by id */
  set(parts) {
    this.#parts = parts;
    const screens = parts.filter(one => one.screen).length;
    this.#boxes = screens > 0 && parts.length > 1
      ? sideBySide(screens, layoutFocus(parts.length - screens, W, H, { gap: GAP }), GAP)
      : layoutTiles(parts.length, W, H, { gap: GAP });
    for (const [track, video] of this.#videos) {
      if (parts.some(one => one.picture === track)) continue;
      video.srcObject = null;
      this.#videos.delete(track);
    }
    for (const { picture } of parts) {
      if (!picture || this.#videos.has(picture)) continue;
      const video = document.createElement("video");
      video.muted = true;
      video.playsInline = true;
      video.srcObject = new MediaStream([picture]);
      void video.play().catch(() => {});
      this.#videos.set(picture, video);
    }
    return new Map(parts.map(({ id }, i) => [id, this.#boxes[i]?.hide ? 0 : this.#boxes[i]?.h ?? 0]));
  }

  draw() {
    const pen = this.#pen;
    pen.fillStyle = "#14110E";
    pen.fillRect(0, 0, W, H);
    for (const [i, part] of this.#parts.entries()) {
      const box = this.#boxes[i];
      if (!box || box.hide) continue;
      pen.save();
      pen.beginPath();
      pen.roundRect(box.x, box.y, box.w, box.h, 12);
      pen.clip();
      this.#tile(part, box);
      pen.restore();
    }
  }

  close() {
    this.set([]);
  }

  /** @param {Part} part @param {Box} box */
  #tile(part, { x, y, w, h }) {
    const pen = this.#pen;
    pen.fillStyle = "#2A251F";
    pen.fillRect(x, y, w, h);
    const video = part.picture && this.#videos.get(part.picture);
    if (video && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0) {
      const { videoWidth, videoHeight } = video;
      const scale = (part.screen ? Math.min : Math.max)(w / videoWidth, h / videoHeight);
      const [vw, vh] = [videoWidth * scale, videoHeight * scale];
      pen.drawImage(video, x + (w - vw) / 2, y + (h - vh) / 2, vw, vh);
    } else {
      const r = Math.min(w, h) / 5;
      pen.fillStyle = AVATARS[colour(part.name)] ?? "#4A5568";
      pen.beginPath();
      pen.arc(x + w / 2, y + h / 2, r, 0, 2 * Math.PI);
      pen.fill();
      pen.fillStyle = "#FFF9EC";
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.font = `700 ${r}px Besley, sans-serif`;
      pen.fillText(initial(part.name), x + w / 2, y + h / 2);
    }
    this.#plate(part.name, x, y + h);
  }

  /** @param {string} name @param {number} x @param {number} bottom */
  #plate(name, x, bottom) {
    const pen = this.#pen;
    pen.font = "600 18px 'Atkinson Hyperlegible Next', sans-serif";
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    pen.fillStyle = "rgb(20 17 14 / .78)";
    pen.fillRect(x + 8, bottom - 38, Math.ceil(pen.measureText(name).width) + 20, 30);
    pen.fillStyle = "#FFF9EC";
    pen.fillText(name, x + 18, bottom - 22);
  }
}
