// SPDX-License-Identifier: Apache-2.0
/** The red mark while somebody records: ours has the time and stops it, that of others says who. */
import { h, words } from "../../dom.js";
import { duration, listed, t } from "../../i18n.js";
import { announce, toast } from "../../notices.js";
import { stopRecording } from "./recorder.js";

/** @type {(desk: import("../../desk.js").Desk, scope: import("../../scope.js").Scope) => HTMLElement} */
export function recordingMark({ store }, scope) {
  const time = h("span", { class: "num", "aria-hidden": "true" });
  const stop = h("button", { type: "button", class: "btn btn-sm btn-danger", "data-test": "stop-recording", label: "rec.stop", on: { click: () => void stopRecording() } }, h("span", { class: "lamp", "data-on": "red" }), time);
  const who = h("span", { class: "clip", dir: "auto" });
  const others = h("span", { class: "recorded", "data-test": "recorded-by" }, h("span", { class: "lamp", "data-on": "red" }), who);
  const tick = () => words(time, "text", ["rec.mine", { time: duration((Date.now() - (store.state.call?.recording?.since ?? Date.now())) / 1000) }]);
  scope.watch(store, s => s.call?.recording ?? null, recording => {
    stop.hidden = recording === null;
    tick();
  });
  scope.every(1000, tick);
  /** @type {Map<string, string>} names of those who record, as they were told */
  let before = new Map();
  scope.watch(store, s => JSON.stringify(s.call?.people.filter(p => p.recording).map(p => [p.id, p.recording, p.name]) ?? []), text => {
    const now = /** @type {[string, "all" | "me", string][]} */ (JSON.parse(text));
    others.hidden = now.length === 0;
    words(who, "text", () => listed(now.map(([, what, name]) => t(`rec.${what}`, { name }))));
    for (const [id, what, name] of now) if (!before.has(id)) toast(store, "record", [`rec.${what}`, { name }]);
    for (const [id, name] of before) if (!now.some(([other]) => other === id)) announce(t("rec.ended", { name }));
    before = new Map(now.map(([id, , name]) => [id, name]));
  });
  return h("div", { class: "recording-mark", "data-test": "recording-mark" }, stop, others);
}
