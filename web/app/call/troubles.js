// SPDX-License-Identifier: Apache-2.0
/** The banners that say what is wrong with the connection, and the one thing to do about it. */
import { button, h, words } from "../dom.js";
import { t } from "../i18n.js";
import { relayPlace } from "../logic/verdict.js";
import { setAudioOnly } from "./audioonly.js";
import { banner } from "./banners.js";

/** @typedef {import("../i18n.js").Key} Key */
/** @typedef {import("../logic/verdict.js").Found} Found */

/** The sentence and the fix for what was found.
 * @param {Found} found
 * @param {string} name of the other person
 * @param {string} relay host and port, "" where there is none
 * @returns {{ what: () => string, fix: () => string }} */
export function sentences({ key }, name, relay) {
  const fix = key === "none-mine" && !relay ? "verdict.none-mine.fix.bare" : `verdict.${key}.fix`;
  return { what: () => t(/** @type {Key} */ (`verdict.${key}`), { name }), fix: () => t(/** @type {Key} */ (fix), { name, relay }) };
}

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope, banners: import("./banners.js").Banners) => void} */
export function troubleBanners(desk, scope, banners) {
  const { store } = desk;
  const what = h("strong", {});
  const fix = h("span", {});
  const test = h("a", { class: "btn btn-sm", href: "/test", target: "_blank", "data-test": "verdict-test", t: "test.go" });
  const verdict = banner("verdict", "warn", "warn", what, fix, test,
    button("btn btn-quiet btn-icon btn-sm", "x", "close", () => desk.session?.witness.dismiss(), { "data-test": "verdict-close" }));
  const why = h("span", {});
  const weak = banner("weak", "warn", "warn", h("strong", { t: "net.weak" }), why,
    button("btn btn-sm", null, "net.audio", () => setAudioOnly(desk, true), { "data-test": "audio-only" }),
    button("btn btn-quiet btn-icon btn-sm", "x", "close", () => desk.session?.witness.dismissWeak(), { "data-test": "weak-close" }));
  const back = button("btn btn-sm", "cam", "net.audio.back", () => setAudioOnly(desk, false), { "data-test": "video-back" });
  const silent = banner("audio-only", "warn", "warn", h("strong", { t: "net.audio.on" }), h("span", { t: "net.audio.on.body" }), back);
  const [showVerdict, showSilent, showWeak] = [banners.add(verdict), banners.add(silent), banners.add(weak)];

  const draw = () => {
    const { call } = store.state;
    const told = call?.verdict ?? null;
    const theirs = told?.kind === "quality" && told.whose === "theirs";
    // A weak line of ours, or of nobody in particular, has a banner of its own.
    const ruled = told !== null && (told.kind !== "quality" || theirs);
    const spoken = told && sentences(told, told.name, relayPlace(desk.line.iceServers));
    if (spoken && ruled) {
      verdict.dataset.verdict = told.key;
      test.hidden = told.kind !== "path";
      words(what, "text", spoken.what);
      words(fix, "text", spoken.fix);
    }
    const hadFocus = weak.contains(document.activeElement);
    words(why, "text", spoken && told.kind === "quality" && !theirs ? spoken.what : "net.weak.body");
    showVerdict(ruled);
    showWeak(call?.weak === true && !theirs && call.audioOnly === null);
    showSilent(Boolean(call?.audioOnly));
    if (hadFocus && call?.audioOnly) back.focus();
  };
  scope.watch(store, s => s.call?.verdict, draw);
  scope.watch(store, s => s.call?.weak, draw);
  scope.watch(store, s => s.call?.audioOnly, draw);
}
