// SPDX-License-Identifier: Apache-2.0
/** Choosing camera, microphone and speaker: the fields before a call and in the settings, the menus in the call. */
import { canChooseSpeaker, testSound } from "../audio.js";
import { button, h } from "../dom.js";
import { t } from "../i18n.js";
import { patchPrefs } from "../state.js";

/** @typedef {"camera" | "mic" | "speaker"} What */
const KINDS = /** @type {const} */ ({ camera: "videoinput", mic: "audioinput", speaker: "audiooutput" });

/** The devices of a kind as choices; the chosen one first known by what really runs.
 * @param {Readonly<import("../state.js").State>} state
 * @param {What} what
 * @returns {{ id: string, label: string, chosen: boolean }[]} */
export function choices({ local, prefs }, what) {
  // Chrome lists the system's choice a second time as "default"; we have our own word for it.
  const all = local.devices.filter(d => d.kind === KINDS[what] && d.deviceId !== "" && d.deviceId !== "default" && d.deviceId !== "communications");
  const track = what === "speaker" ? null : local[what].track;
  const running = track?.getSettings().deviceId;
  const wanted = running && running !== "default" ? running : prefs[what];
  const known = all.some(d => d.deviceId === wanted);
  const list = all.map((d, i) => ({ id: d.deviceId, label: d.label || `${t(`pre.${what}`)} ${i + 1}`, chosen: d.deviceId === wanted }));
  if (what === "camera" && list.length > 0) return known ? list : list.map((one, i) => ({ ...one, chosen: i === 0 }));
  return [{ id: "", label: t("device.default"), chosen: !known }, ...list];
}

/** @param {import("../desk.js").Desk} desk
 * @param {What} what
 * @param {string} id */
export function choose(desk, what, id) {
  if (what === "speaker") patchPrefs(desk.store, { speaker: id });
  else void desk.media.use(what, id);
}

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope, what: What, id: string) => HTMLElement} */
export function picker(desk, scope, what, id) {
  const select = h("select", { class: "select", id, "data-test": `pick-${what}`, on: { change: () => choose(desk, what, select.value) } });
  const label = h("label", { for: id, t: `pre.${what}` });
  const field = h("div", { class: "field" }, label,
    what === "speaker"
      ? h("div", { class: "join" }, select, button("btn btn-icon", "volume", "pre.test", () => void testSound(desk.store.state.prefs.speaker), { "data-test": "test-sound" }))
      : select);
  const draw = () => {
    const list = choices(desk.store.state, what);
    const key = JSON.stringify(list);
    if (select.dataset.list === key) return;
    select.dataset.list = key;
    select.replaceChildren(...list.map(one => h("option", { value: one.id, selected: one.chosen }, one.label)));
    select.disabled = list.length < 1;
    field.hidden = what !== "speaker" && !list.some(one => one.id);
  };
  scope.watch(desk.store, s => s.local, draw);
  scope.watch(desk.store, s => s.lang, draw);
  if (what === "speaker" && !canChooseSpeaker()) select.hidden = true;
  return field;
}

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLElement} */
export function devicePickers(desk, scope) {
  return h("div", { class: "devices" }, picker(desk, scope, "camera", "pick-camera"), picker(desk, scope, "mic", "pick-mic"), picker(desk, scope, "speaker", "pick-speaker"));
}
