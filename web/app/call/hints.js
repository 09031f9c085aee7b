// SPDX-License-Identifier: Apache-2.0
/** Told at the top of the stage as long as it lasts: our microphone gives nothing, or we share the call itself. */
import { button, h } from "../dom.js";
import { openSettings } from "../pages/settings.js";
import { banner } from "./banners.js";

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope, banners: import("./banners.js").Banners) => void} */
export function hints(desk, scope, banners) {
  const { store } = desk;
  const silent = banner("nosound", "warn", "mic-off", h("strong", { t: "mic.nosound" }), h("span", { t: "mic.nosound.body" }),
    button("btn btn-sm", "mic", "mic.choose", () => openSettings(desk), { "data-test": "choose-mic" }));
  const self = banner("self", "warn", "warn", h("strong", { t: "share.self" }), h("span", { t: "share.self.body" }),
    button("btn btn-sm", "share", "share.another", () => void desk.shareAnother(), { "data-test": "share-another" }));
  scope.watch(store, s => s.call?.mute === true, banners.add(silent));
  scope.watch(store, s => s.call?.mirrors === true, banners.add(self));
}
