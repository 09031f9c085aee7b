// SPDX-License-Identifier: Apache-2.0
/** The menus behind "More" and "React". */
import { t } from "../i18n.js";
import { openMenu } from "../menu.js";
import { openSettings } from "../pages/settings.js";
import { openShortcuts } from "../pages/shortcuts.js";
import { patchCall } from "../state.js";
import { askEnd } from "./host.js";
import { togglePanel } from "./panel.js";
import { canPip, inPip, togglePip } from "./pip.js";
import { canRecord, startRecording, stopRecording } from "./recording/recorder.js";
import { REACTIONS } from "./session.js";
import { toggleStats } from "./stats.js";
import { openVerify } from "./verify.js";

export const canShare = () => typeof navigator.mediaDevices?.getDisplayMedia === "function";

/** How a screen is shared. @param {import("../desk.js").Desk} desk @returns {import("../menu.js").Item[]} */
export function shareItems(desk) {
  const { prefs, local } = desk.store.state;
  const how = (/** @type {boolean} */ motion, /** @type {import("../i18n.js").Key} */ label) => ({ label: t(label), checked: prefs.motion === motion, run: () => desk.media.setMotion(motion) });
  return [{ heading: "share.how" }, how(false, "share.sharp"), how(true, "share.smooth"),
    ...(local.screen ? [/** @type {const} */ ("line"), { label: /** @type {const} */ ("share.another"), image: "share", test: "share-another-item", run: () => void desk.shareAnother() }] : [])];
}

/** Recording, the small window, and how to share where there is no place beside the key. @param {import("../desk.js").Desk} desk @returns {(import("../menu.js").Item | false)[]} */
function mediaItems(desk) {
  const { call } = desk.store.state;
  const record = Boolean(call && canRecord());
  const on = Boolean(call?.recording);
  return [
    canPip() && { label: inPip() ? "more.pip.end" : "more.pip", image: "pip", cls: "only-wide", test: "more-pip", run: () => void togglePip(desk) },
    record && on && { label: "rec.stop", image: "record", test: "rec-stop", run: () => void stopRecording() },
    record && !on && { label: "rec.start", image: "record", test: "rec-start", run: () => void startRecording(desk, "all") },
    record && !on && { label: "rec.own", image: "record", test: "rec-own", run: () => void startRecording(desk, "me") },
  ];
}

export function toggleFullscreen() {
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  void done?.catch(() => {});
}

/** @param {import("../desk.js").Desk} desk */
export function toggleView({ store }) {
  const { call } = store.state;
  if (call) patchCall(store, { view: call.view === "grid" ? "speaker" : "grid", pinned: "" });
}

/** @param {import("../desk.js").Desk} desk
 * @param {HTMLElement} anchor */
export function moreMenu(desk, anchor) {
  const { call, local } = desk.store.state;
  if (!call) return;
  const hosting = call.order.role !== "guest";
  /** @type {(import("../menu.js").Item | false)[]} */
  const items = [
    canShare() && { label: local.screen ? "share.stop" : "ctl.share", image: "share", cls: "only-narrow", run: () => void desk.toggleShare() },
    !call.direct && { label: "ctl.react", image: "react", cls: "only-narrow", run: () => reactMenu(desk, anchor) },
    !call.direct && { label: call.hand ? "people.lower" : "ctl.hand", image: "hand", cls: "only-narrow", test: "more-hand", run: () => desk.session?.toggleHand() },
    !call.direct && { label: "ctl.people", image: "people", cls: "only-narrow", test: "more-people", run: () => togglePanel(desk, "people") },
    !call.direct && { label: "alone.copy", image: "link", test: "more-copy", run: () => void desk.copyLink(call.room) },
    call.people.length > 1 && {
      label: call.view === "grid" ? "more.speaker" : "more.grid", image: call.view === "grid" ? "speaker-view" : "grid", key: "G", run: () => toggleView(desk),
    },
    { label: "more.stats", image: "stats", key: "I", test: "more-stats", run: () => toggleStats(desk) },
    call.people.length > 0 && { label: "more.verify", image: "shield", test: "more-verify", run: () => openVerify(desk) },
    ...mediaItems(desk),
    document.fullscreenEnabled && { label: "more.fullscreen", image: "fullscreen", key: "F", run: toggleFullscreen },
    "line",
    { label: "more.settings", image: "settings", test: "more-settings", run: () => openSettings(desk) },
    { label: "more.keys", image: "keyboard", key: "?", cls: "only-wide", test: "more-keys", run: () => openShortcuts(call.direct !== null) },
    hosting && "line",
    hosting && { label: "ctl.end", image: "exit", cls: "danger", test: "end-all", run: () => askEnd(desk) },
  ];
  openMenu(anchor, "pop-more", "ctl.more", items.filter(item => item !== false));
}

/** @param {import("../desk.js").Desk} desk
 * @param {HTMLElement} anchor */
export function reactMenu(desk, anchor) {
  openMenu(anchor, "reactions pop-react", "ctl.react", REACTIONS.map(emoji => ({ label: () => emoji, run: () => desk.session?.react(emoji) })));
}
