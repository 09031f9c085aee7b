// SPDX-License-Identifier: Apache-2.0
/** One person's picture on the stage, or their screen. The node lives as long as they do, so that video never restarts. */
import { art } from "../art.js";
import { useSpeaker } from "../audio.js";
import { avatar, bars, button, h, icon, setBars, words } from "../dom.js";
import { listed, number, t } from "../i18n.js";
import { revealActions } from "./reveal.js";

/**
 * What a tile shows.
 * @typedef {object} Look
 * @property {string} name
 * @property {boolean} me
 * @property {boolean} screen
 * @property {boolean} mic
 * @property {boolean} camera
 * @property {number} hand its place among those that are up, 0 when down
 * @property {"" | "line" | "media"} lost
 * @property {"" | "own" | "weak"} [paused] why no pictures come: we asked for none, or the line is weak
 * @property {boolean} speaking
 * @property {number | null} quality null while unknown
 * @property {boolean} pinned
 * @property {boolean} lit in the spotlight
 * @property {boolean} lights whether we may move the spotlight
 * @property {boolean} mirror
 * @property {MediaStream | null} stream
 */

/** Whose doing it is that no picture comes. */
const PAUSED = /** @type {const} */ ({ own: "tile.paused.own", weak: "tile.paused" });

const SIDES = /** @type {const} */ (["x", "y", "w", "h"]);

/** Puts what looks like a tile into its place.
 * @param {HTMLElement} el
 * @param {import("../logic/layout.js").Box} box
 * @param {readonly ("x" | "y" | "w" | "h")[]} [sides] */
export function place(el, box, sides = SIDES) {
  for (const side of sides) el.style.setProperty(`--${side}`, `${box[side]}px`);
}

export class Tile {
  el;
  video;
  /** @type {Look | null} */ #look = null;
  #off = h("div", { class: "off" });
  #mark = h("span", { class: "row mark" });
  #name = h("span", { class: "name clip", dir: "auto" });
  #bars = bars(4);
  #badges = h("div", { class: "tile-badges" });
  #cover = h("div", { class: "tile-cover", hidden: true });
  #pin;
  #spot;
  #options;
  #box = { w: 16, h: 9 };

  /** @param {string} id
   * @param {{ pin: () => void, spot: () => void, menu: (anchor: HTMLElement) => void, blocked: () => void }} on */
  constructor(id, on) {
    this.video = h("video", { autoplay: true, playsinline: true });
    this.#pin = id === "me" ? null : button("btn-icon", "pin", "tile.pinned", on.pin, { tabindex: "-1", "data-test": "pin" });
    this.#pin?.removeAttribute("class");
    this.#spot = button("btn-icon", "spotlight", "spot.on", on.spot, { tabindex: "-1", "data-test": "spot" });
    this.#spot.removeAttribute("class");
    this.#options = button("btn-icon", "more", () => "", () => on.menu(this.#options), { tabindex: "-1", "aria-haspopup": "menu", "aria-expanded": "false", "data-test": "tile-options" });
    this.#options.removeAttribute("class");
    this.el = h("article", { class: "tile on-dark", tabindex: "-1", "data-test": "tile", "data-peer": id.replace(/:screen$/, ""), "data-tile": id },
      this.video, this.#off, this.#cover, this.#badges,
      h("div", { class: "tile-actions" }, this.#pin, this.#spot, this.#options),
      h("div", { class: "tile-plate" }, this.#mark, this.#name, this.#bars));
    revealActions(this.el);
    if (id === "me") this.video.muted = true;
    this.video.addEventListener("resize", () => this.#fit());
    for (const type of ["loadeddata", "emptied"]) this.video.addEventListener(type, () => this.#showPicture());
    this.blocked = on.blocked;
  }

  /** @param {Look} look */
  show(look) {
    const before = this.#look;
    this.#look = look;
    const { el } = this;
    if (this.video.srcObject !== look.stream) {
      this.video.srcObject = look.stream;
      this.play();
    }
    el.toggleAttribute("data-self", look.me && !look.screen && look.mirror);
    el.toggleAttribute("data-screen", look.screen);
    el.toggleAttribute("data-speaking", look.speaking);
    el.toggleAttribute("data-stale", look.lost === "media");
    el.toggleAttribute("data-muted", !look.mic && !look.screen);
    el.toggleAttribute("data-camera-off", !look.camera);
    this.#showPicture();
    this.#showCover(look, before);
    if (before?.name !== look.name) this.#off.replaceChildren(look.screen ? art("waiting") : avatar(look.name));
    const shown = () => look.screen ? t("tile.screen", { name: look.name }) : look.me ? t("name.you", { name: look.name }) : look.name;
    words(this.#name, "text", shown);
    this.#bars.hidden = look.screen || look.quality === null;
    if (look.quality !== null) setBars(this.#bars, look.quality);
    this.#showMark(look, before);
    if (before?.hand !== look.hand || before.lit !== look.lit) this.#badges.replaceChildren(
      ...(look.hand ? [h("span", { class: "tile-badge", "data-hand": true }, icon("hand"), h("b", { class: "num" }, number(look.hand)), h("span", { t: "tile.hand" }))] : []),
      ...(look.lit ? [h("span", { class: "tile-badge", "data-spot": true }, icon("spotlight"), h("span", { t: "spot.on" }))] : []));
    el.toggleAttribute("data-lit", look.lit);
    this.#spot.hidden = !look.lights;
    this.#spot.setAttribute("aria-pressed", String(look.lit));
    words(this.#spot, "aria-label", () => t(look.lit ? "spot.end" : "spot.set", { name: shown() }));
    words(this.#options, "aria-label", () => t("tile.menu", { name: shown() }));
    if (this.#pin) {
      this.#pin.setAttribute("aria-pressed", String(look.pinned));
      words(this.#pin, "aria-label", () => t(look.pinned ? "tile.unpin" : "tile.pin", { name: shown() }));
    }
    words(el, "aria-label", () => listed(/** @type {string[]} */ ([shown(), look.speaking && t("tile.speaking"), !look.mic && !look.screen && t("tile.muted"),
      !look.camera && t("tile.camoff"), look.hand && t("people.raised.n", { n: look.hand }), look.paused && t(PAUSED[look.paused]), look.lit && t("spot.on"), look.lost && t("tile.reconnecting")].filter(Boolean))));
    this.#fit();
  }

  /** The avatar, or for a screen the drawing of waiting, stands in until there is a picture to see. One that is paused stays, under the cover. */
  #showPicture() {
    const seen = Boolean(this.#look?.camera) && this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    this.video.classList.toggle("unseen", !seen);
    this.#off.hidden = seen;
  }

  /** Why the picture does not go on.
   * @param {Look} look
   * @param {Look | null} before */
  #showCover({ lost, paused = "" }, before) {
    if (before?.lost === lost && (before.paused ?? "") === paused) return;
    this.#cover.hidden = !lost && !paused;
    this.#cover.dataset.lost = lost;
    this.#cover.toggleAttribute("data-paused", paused !== "" && !lost);
    if (lost) this.#cover.replaceChildren(h("span", { class: "lamp", "data-on": "amber", "data-ring": true }), h("span", { t: "tile.reconnecting" }));
    else if (paused) this.#cover.replaceChildren(icon(paused === "own" ? "cam-off" : "offline"), h("span", { t: PAUSED[paused] }));
  }

  /** @param {Look} look
   * @param {Look | null} before */
  #showMark(look, before) {
    const kind = (/** @type {Look} */ l) => l.screen ? "share" : !l.mic ? "mic-off" : l.speaking ? "voice" : "";
    if (before && kind(before) === kind(look)) return;
    const what = kind(look);
    this.#mark.hidden = what === "";
    this.#mark.classList.toggle("muted", what === "mic-off");
    if (what === "voice") this.#mark.replaceChildren(h("span", { class: "voice", "aria-hidden": "true" }, h("i"), h("i"), h("i")));
    else this.#mark.replaceChildren(...(what ? [icon(what)] : []));
  }

  play() {
    if (!this.video.srcObject) return;
    this.video.play().catch(e => {
      if (e instanceof DOMException && e.name === "NotAllowedError") this.blocked();
    });
  }

  /** @param {string} speaker device id */
  speakOn(speaker) {
    if (!this.video.muted) void useSpeaker(this.video, speaker);
  }

  /** @param {import("../logic/layout.js").Box} box
   * @param {boolean} floating small, over another */
  place(box, floating) {
    const held = floating && this.el.classList.contains("dragged"); // then it is where the pointer is
    place(this.el, box, held ? ["w", "h"] : SIDES);
    this.el.hidden = box.hide === true;
    if (box.hide) this.#closeMenu();
    this.el.classList.toggle("floating", floating);
    this.#box = box;
    this.#fit();
  }

  /** Upright video in a wide tile is shown whole, and so are screens. */
  #fit() {
    const { videoWidth, videoHeight } = this.video;
    const upright = videoHeight > videoWidth && this.#box.w > this.#box.h;
    const fit = this.#look?.screen || upright ? "contain" : "cover";
    if (this.el.dataset.fit !== fit) this.el.dataset.fit = fit;
  }

  #closeMenu() {
    /** @type {HTMLElement | null} */ (this.el.querySelector(".menu:popover-open"))?.hidePopover();
  }

  /** It fades, and nobody counts it any more; then it is gone. */
  remove() {
    this.#closeMenu();
    this.el.inert = true;
    this.el.removeAttribute("data-test");
    void Promise.allSettled(this.el.getAnimations().map(one => one.finished)).then(() => {
      this.video.srcObject = null;
      this.el.remove();
    });
  }
}
