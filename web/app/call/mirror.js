// SPDX-License-Identifier: Apache-2.0
/** Finds out whether the screen that we share is this very page. */
import { Scope } from "../scope.js";
import { patchCall } from "../state.js";

/** @typedef {MediaStreamTrack & { getCaptureHandle?: () => { handle?: string } | null }} Captured */

/** @param {import("../state.js").AppStore} store
 * @returns {Scope} end it with the call */
export function watchMirror(store) {
  const scope = new Scope();
  const handle = crypto.randomUUID?.() ?? String(Math.random());
  const devices = /** @type {MediaDevices & { setCaptureHandleConfig?: (config: object) => void }} */ (navigator.mediaDevices);
  // A page that is captured may tell the capturer who it is; only Chromium knows this so far, elsewhere nobody is warned.
  devices?.setCaptureHandleConfig?.({ handle, permittedOrigins: [location.origin] });
  let seen = new Scope();
  scope.watch(store, s => s.local.screen, screen => {
    seen.end();
    seen = new Scope();
    const track = /** @type {Captured | undefined} */ (screen?.getVideoTracks()[0]);
    const look = () => patchCall(store, { mirrors: track?.getCaptureHandle?.()?.handle === handle });
    look();
    if (track) seen.listen(track, "capturehandlechange", look);
  });
  scope.add(() => seen.end());
  return scope;
}
