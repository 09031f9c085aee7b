// SPDX-License-Identifier: Apache-2.0
/** A plug that goes into its jack, and the lamp above it turns to jade: we are connected, for the first time or again. It says nothing that is
 * not said elsewhere, and whoever wants little motion is not shown it. */
import { art } from "../art.js";
import { h } from "../dom.js";
import { isAlone } from "./alerts.js";

/** @param {import("../desk.js").Desk} desk
 * @param {HTMLElement} stage
 * @param {import("../scope.js").Scope} scope */
export function showPlug({ store }, stage, scope) {
  let out = true;
  scope.watch(store, s => (isAlone(s) ? "cut" : s.line.state), state => {
    if (state === "cut") out = true;
    else if (state === "connected" && out) {
      out = false;
      plugIn(stage);
    }
  });
}

/** @param {HTMLElement} stage */
function plugIn(stage) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const el = h("div", { class: "plugged", "aria-hidden": "true", "data-test": "plugged", on: {
    animationend: event => { if (event.target === el) el.remove(); },
  } }, art("plugged"));
  stage.append(el);
}
