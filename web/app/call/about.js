// SPDX-License-Identifier: Apache-2.0
/** What people in a call tell of themselves in `about`: written for us, read for the others. */
import { t } from "../i18n.js";
import { nameOf } from "../line.js";
import { live } from "../media.js";
import { roomTitle } from "../state.js";

/** @typedef {import("../../client/switchboard.js").Peer} Peer */

/** What others must know of us, out of the state.
 * @param {Readonly<import("../state.js").State>} state
 * @param {{ face: string } | null} session */
export function aboutUs(state, session) {
  const { prefs, call, local } = state;
  if (!call || !session) return { name: prefs.name };
  return {
    name: prefs.name, mic: live(local.mic), camera: live(local.camera) && prefs.quality !== "audio", face: session.face,
    screen: local.screen?.id ?? "", ...(call.room && roomTitle(state, call.room) !== call.room ? { title: roomTitle(state, call.room) } : {}),
    ...(call.audioOnly ? { audioOnly: true } : {}), // asks the others to send no pictures
    ...(call.spot ? { spot: call.spot } : {}), ...(call.recording ? { recording: call.recording.what } : {}),
  };
}

/** @param {Peer} peer */
export const nameOfPeer = peer => nameOf(peer.about, peer.handle) || t("guest");

/** Whether there is a connection; asking for it would make one. @param {Peer} peer */
export const isLinked = peer => peer.state !== "new" && peer.state !== "closed";

/** @param {Peer} peer
 * @param {readonly string[]} hands those that are up, in order
 * @returns {import("../state.js").Person} */
export function personOf(peer, hands) {
  const { about } = peer;
  const screen = (typeof about.screen === "string" && peer.streams.get(about.screen)) || null;
  // Clients of other makers do not say which stream is which: the first one that is no screen will be their face.
  const face = (typeof about.face === "string" && peer.streams.get(about.face)) || [...peer.streams.values()].find(s => s !== screen) || null;
  const broken = ["interrupted", "failed", "closed"].includes(peer.state);
  return {
    id: peer.id, name: nameOfPeer(peer), face, screen,
    mic: about.mic !== false && (about.mic === true || Boolean(face?.getAudioTracks().length)),
    camera: about.camera !== false && Boolean(face?.getVideoTracks().length),
    hand: hands.indexOf(peer.id) + 1,
    spot: parseSpot(about.spot), recording: about.recording === "all" || about.recording === "me" ? about.recording : "",
    lost: broken ? "media" : peer.connected ? "" : peer.state === "connected" ? "line" : "media",
  };
}

/** What another page says; null where it makes no sense.
 * @param {unknown} data
 * @returns {import("../logic/spotlight.js").Spot | null} */
export function parseSpot(data) {
  const { id, n } = /** @type {any} */ (data) ?? {};
  const counts = typeof n === "number" && Number.isInteger(n) && n > 0 && n <= 1e9;
  return counts && typeof id === "string" && id.length <= 200 ? { id, n } : null;
}
