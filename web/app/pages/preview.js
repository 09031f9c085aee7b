// SPDX-License-Identifier: Apache-2.0
/** Our own picture before the call, what hinders it, and the two keys under it. */
import { art } from "../art.js";
import { awake, Meter, meterOf } from "../audio.js";
import { avatar, button, h, icon, setIcon, words } from "../dom.js";
import { t } from "../i18n.js";
import { troubleWords } from "../logic/trouble.js";
import { live } from "../media.js";

/** @typedef {import("../state.js").Local} Local */
/** @typedef {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLElement} Part */

/** A mirrored video of our camera that follows the track. @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLVideoElement} */
export function selfVideo(desk, scope) {
  const video = h("video", { autoplay: true, playsinline: true, muted: true, "aria-hidden": "true" });
  video.muted = true;
  scope.watch(desk.store, s => s.local.camera.track, track => {
    video.srcObject = track ? new MediaStream([track]) : null;
    if (track) void video.play().catch(() => {});
  });
  scope.add(() => (video.srcObject = null));
  return video;
}

/** @type {Part} */
export function preview(desk, scope) {
  const { store } = desk;
  const video = selfVideo(desk, scope);
  const letter = h("div", { class: "off" });
  const plateIcon = icon("mic");
  const name = h("span", { class: "name clip", dir: "auto" });
  const plate = h("p", { class: "tile-plate mirror-plate" }, plateIcon, name);
  const tile = h("div", { class: "tile fills", "data-self": true }, video, letter, plate);
  const note = h("div", { class: "preview-note", hidden: true });
  const strip = h("p", { class: "preview-strip", role: "alert", "data-test": "trouble", hidden: true });
  let noted = "";

  const draw = () => {
    const { local, prefs } = store.state;
    const { mic, camera } = local;
    const blocking = blockOf(local);
    note.hidden = blocking === "";
    tile.hidden = blocking !== "";
    if (blocking !== noted) {
      noted = blocking;
      note.replaceChildren(...noteFor(blocking, () => void desk.media.open()));
      if (blocking === "denied") note.setAttribute("role", "alert");
      else note.removeAttribute("role");
    }
    video.hidden = !live(camera);
    letter.hidden = live(camera);
    letter.replaceChildren(avatar(prefs.name || "?"));
    if (!prefs.mirror) tile.removeAttribute("data-self");
    else tile.setAttribute("data-self", "");
    setIcon(plateIcon, !live(camera) ? "cam-off" : live(mic) ? "mic" : "mic-off");
    if (live(camera)) words(name, "text", () => prefs.name || t("you"));
    else words(name, "text", "pre.camoff");
    const trouble = blocking ? null : troubleWords(local);
    strip.hidden = !trouble;
    if (trouble) strip.replaceChildren(icon("warn"), h("span", { class: "grow", t: trouble }), button("btn btn-sm", "retry", "retry", () => void desk.media.open(), { "data-test": "retry" }));
  };
  scope.watch(store, s => s.local, draw);
  scope.watch(store, s => s.prefs, draw);
  return h("div", { class: "preview on-dark", "data-test": "preview" }, tile, note, strip);
}

/** What keeps us from having anything at all. @param {Local} local @returns {"" | "asking" | "denied" | "insecure"} */
function blockOf({ mic, camera }) {
  for (const trouble of /** @type {const} */ (["asking", "insecure"])) {
    if (mic.trouble === trouble && !camera.track) return trouble;
    if (camera.trouble === trouble && !mic.track) return trouble;
  }
  const denied = [mic, camera].filter(device => device.trouble === "denied").length;
  return denied > 0 && !mic.track && !camera.track ? "denied" : "";
}

/** @param {"" | "asking" | "denied" | "insecure"} what
 * @param {() => void} again
 * @returns {Node[]} */
function noteFor(what, again) {
  if (what === "asking") return [art("waiting"), h("h2", { t: "perm.ask" }), h("p", { t: "perm.ask.body" })];
  if (what === "insecure") return insecureNote();
  if (what === "") return [];
  return [art("insecure"), h("h2", { t: "perm.denied", "data-test": "denied" }),
    h("ol", {}, h("li", { t: "perm.step1" }), h("li", { t: "perm.step2" }), h("li", { t: "perm.step3" })),
    button("btn btn-primary", "retry", "retry", again, { "data-test": "retry" })];
}

/** The way out for whoever came, and the one for whoever runs the server. */
function insecureNote() {
  return [art("insecure"), h("h2", { t: "err.insecure", "data-test": "insecure" }), h("p", { t: "err.insecure.body" }),
    h("a", { class: "btn btn-primary", href: `https://${location.host}${location.pathname}`, "data-test": "open-https" }, icon("lock"), h("span", { t: "err.insecure.go" })),
    h("details", { class: "tech" }, h("summary", { "data-test": "insecure-owner" }, icon("right"), h("span", { t: "err.insecure.owner" })),
      h("pre", { class: "mono", tabindex: "0" }, "java -jar switchboard.jar serve \\\n  --tls.cert chain.pem --tls.key key.pem"))];
}

/** @type {Part} */
export function previewKeys(desk, scope) {
  const { store } = desk;
  const mic = avKey("mic", () => void desk.toggleMic());
  const camera = avKey("camera", () => void desk.toggleCamera());
  const hint = h("span", { class: "hint", "data-test": "level-hint" });
  let heard = 0;
  const vu = levelMeter(desk, scope, { "aria-labelledby": "level" }, value => {
    if (value > 25) heard = performance.now();
    words(hint, "text", !live(store.state.local.mic) ? "pre.level.muted" : !awake() ? "pre.level.wait" : performance.now() - heard < 4000 && heard > 0 ? "pre.level.ok" : "pre.level.none");
  });
  const level = h("div", { class: "level" }, h("div", { class: "row" }, h("span", { class: "label", id: "level", t: "pre.level" }), hint), vu);
  scope.watch(store, s => s.local, local => {
    const blocked = blockOf(local) !== "";
    mic.show(live(local.mic), blocked);
    camera.show(live(local.camera), blocked);
    level.hidden = !local.mic.track;
  });
  return h("div", { class: "pre-keys", role: "group", label: "ctl.toolbar" }, mic.el, camera.el, level);
}

/** How loud our microphone is, in lamps.
 * @param {import("../desk.js").Desk} desk
 * @param {import("../scope.js").Scope} scope
 * @param {import("../dom.js").Props} named what it is called
 * @param {(level: number) => void} [told] with each look, 0 to 100 */
export function levelMeter({ store }, scope, named, told = () => {}) {
  const vu = h("div", { class: "vu", role: "meter", "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": "0", ...named });
  /** @type {Meter | null} */
  let meter = null;
  scope.watch(store, s => s.local.mic.track, track => {
    meter?.close();
    meter = track ? new Meter(track) : null;
  });
  scope.add(() => meter?.close());
  scope.every(60, () => {
    if (!meter) return;
    const level = live(store.state.local.mic) ? meterOf(meter.level()) : 0;
    vu.style.setProperty("--level", String(level));
    told(level);
  });
  scope.every(1000, () => vu.setAttribute("aria-valuenow", vu.style.getPropertyValue("--level") || "0"));
  return vu;
}

/** The key for microphone or camera, with its state in its name.
 * @param {"mic" | "camera"} what
 * @param {() => void} run */
export function avKey(what, run) {
  const short = what === "mic" ? "mic" : "cam";
  const image = icon(short);
  const text = h("span", {});
  const el = h("button", { type: "button", class: "key key-av", "data-test": what, on: { click: () => { if (el.getAttribute("aria-disabled") !== "true") run(); } } }, image, text);
  return {
    el,
    /** @param {boolean} on
     * @param {boolean} [blocked] */
    show(on, blocked = false) {
      setIcon(image, on ? short : `${short}-off`);
      if (blocked) el.removeAttribute("data-live");
      else el.setAttribute("data-live", String(on));
      if (blocked) el.setAttribute("aria-disabled", "true");
      else el.removeAttribute("aria-disabled");
      words(text, "text", on || blocked ? `ctl.${short}` : `ctl.${short}.off`);
      words(el, "aria-label", on ? `ctl.${short}.on.label` : `ctl.${short}.off.label`);
    },
  };
}
