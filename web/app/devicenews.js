// SPDX-License-Identifier: Apache-2.0
/** What is said of our devices during a call, where they have no place of their own; before a call the preview tells. */
import { troubleWords } from "./logic/trouble.js";
import { toast } from "./notices.js";

/** @typedef {import("./state.js").AppStore} AppStore */
/** @typedef {import("./media.js").Kind} Kind */

const OFF = /** @type {const} */ ({ mic: "mic-off", camera: "cam-off" });
const NONE = /** @type {const} */ ({ track: null, on: false, trouble: "" });

/** What hinders one that somebody switched. @param {AppStore} store @param {Kind} kind */
export function tellTrouble(store, kind) {
  const { call, local } = store.state;
  const words = call && local[kind].trouble ? troubleWords({ ...local, [kind === "mic" ? "camera" : "mic"]: NONE }) : null;
  if (words) toast(store, OFF[kind], words);
}

/** They come and go. @param {AppStore} store @param {Kind} kind @param {import("./media.js").News} news */
export function tellNews(store, kind, news) {
  const { call, local } = store.state;
  const { track, trouble } = local[kind];
  if (!call) return;
  if (news === "found") toast(store, kind === "mic" ? "mic" : "cam", ["device.found", { name: track?.label ?? "" }]);
  else if (news === "refused" || trouble === "denied") tellTrouble(store, kind);
  else toast(store, OFF[kind], kind === "mic" ? "mic.lost" : "cam.lost");
}
