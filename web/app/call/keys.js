// SPDX-License-Identifier: Apache-2.0
/** Single-key shortcuts. Off while typing, in dialogs and menus, with a modifier, and where the person switched them off. */
import { openShortcuts } from "../pages/shortcuts.js";
import { live } from "../media.js";
import { togglePanel } from "./panel.js";
import { canShare, reactMenu, toggleFullscreen, toggleView } from "./more.js";
import { REACTIONS } from "./session.js";
import { patchCall } from "../state.js";
import { toggleStats } from "./stats.js";
import { isTyping } from "./typing.js";

const AFTER_R = 2500;

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => void} */
export function shortcutKeys(desk, scope) {
  let talking = false;
  let reactUntil = 0;
  const direct = Boolean(desk.store.state.call?.direct);
  /** @type {Record<string, () => void>} */
  const keys = {
    m: () => void desk.toggleMic(), v: () => void desk.toggleCamera(), s: () => void (canShare() && desk.toggleShare()),
    g: () => toggleView(desk), f: toggleFullscreen, i: () => toggleStats(desk), "?": () => openShortcuts(direct),
  };
  if (!direct) Object.assign(keys, {
    h: () => desk.session?.toggleHand(), c: () => togglePanel(desk, "chat"), p: () => togglePanel(desk, "people"),
    r: () => {
      reactUntil = performance.now() + AFTER_R;
      const key = /** @type {HTMLElement | null} */ (document.querySelector('.shelf [data-test="react"]'));
      if (key?.offsetParent) reactMenu(desk, key);
    },
  });
  scope.listen(document, "keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") return closeTopmost(desk, event);
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !desk.store.state.prefs.keys) return;
    const busy = isBusy(event.target);
    const digit = "123456".indexOf(event.key);
    if (event.key.length === 1 && digit >= 0 && ((!busy && performance.now() < reactUntil) || document.querySelector(".reactions:popover-open"))) {
      const menu = document.querySelector(".menu:popover-open");
      if (menu instanceof HTMLElement) menu.hidePopover();
      return desk.session?.react(REACTIONS[digit] ?? "👍");
    }
    if (busy) return;
    if (event.key === " ") {
      // In the card of a call it may have been meant for the button that had the focus before.
      if (event.target instanceof Element && event.target.closest("button, a, summary, input, select, .incoming-inline")) return;
      event.preventDefault();
      if (event.repeat || live(desk.store.state.local.mic)) return;
      talking = true;
      return void desk.media.setMic(true);
    }
    if (event.repeat) return;
    if (event.shiftKey && event.key.toLowerCase() === "l") return desk.leave();
    if (event.shiftKey && event.key !== "?") return;
    const run = keys[event.key.toLowerCase()];
    if (!run) return;
    event.preventDefault();
    run();
  });
  const release = () => {
    if (talking) void desk.media.setMic(false);
    talking = false;
  };
  scope.listen(document, "keyup", event => event.key === " " && release());
  scope.listen(window, "blur", release);
}

/** Closes one layer over the stage: that with the focus, else the connection details, else the panel, else our ring to somebody, which is taken
 * back. A call that comes in needs an answer. Dialogs and menus are the browser's to close.
 * It is no single letter, and works where those are switched off.
 * @param {import("../desk.js").Desk} desk
 * @param {KeyboardEvent} event */
function closeTopmost({ store, bell }, { target, defaultPrevented, isComposing }) {
  const { call, ring } = store.state;
  if (!call || defaultPrevented || isComposing || document.querySelector("dialog[open], .menu:popover-open")) return;
  const within = (/** @type {string} */ layer) => target instanceof Element && target.closest(layer) !== null;
  if (ring?.way === "out" && (within(".incoming-inline") || !(call.panel || call.details))) return bell.end();
  const inPanel = within(".panel");
  patchCall(store, call.panel && (inPanel || !call.details) ? { panel: "" } : { details: false });
}

/** @param {EventTarget | null} target */
const isBusy = target => isTyping(target) || document.querySelector("dialog[open]") !== null;
