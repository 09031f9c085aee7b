// SPDX-License-Identifier: Apache-2.0
/** All video off, so that a weak line carries the sound: our camera stops, and the others are asked, in `about`, to send none. */
import { live } from "../media.js";
import { patchCall } from "../state.js";

/** @param {import("../desk.js").Desk} desk
 * @param {boolean} on */
export function setAudioOnly({ store, media }, on) {
  const { call, local } = store.state;
  if (!call || on === (call.audioOnly !== null)) return;
  const camera = on ? live(local.camera) : call.audioOnly?.camera === true;
  patchCall(store, { audioOnly: on ? { camera } : null });
  if (camera) void media.setCamera(!on);
}
