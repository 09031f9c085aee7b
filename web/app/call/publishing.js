// SPDX-License-Identifier: Apache-2.0
/** What of our devices the others get. */
import { darkness } from "./darkness.js";

/** @typedef {import("../../client/switchboard.js").Room} Room */
/** @typedef {import("../../client/switchboard.js").Direct} Direct */
/** @typedef {{ store: import("../state.js").AppStore, media: import("../media.js").LocalMedia }} Parts */

/** In a room: everything that runs.
 * @param {Parts} parts
 * @param {Room} room
 * @param {MediaStream} face what our camera and microphone go by
 * @returns {() => void} stops */
export function publishAll({ store, media }, room, face) {
  const put = putter(room, face);
  for (const kind of /** @type {const} */ (["mic", "camera"])) put(null, store.state.local[kind].track);
  return listen(media, (_kind, before, now) => put(before, now), (now, before) => {
    if (before) room.unpublish(before);
    if (now) room.publish(now);
  });
}

/** In a direct call: our sound, and one picture, which is the screen where there is one, else the camera.
 * @param {Parts} parts
 * @param {Direct} direct
 * @param {MediaStream} face
 * @returns {() => void} stops */
export function publishOnePicture({ store, media }, direct, face) {
  const put = putter(direct, face);
  /** @type {MediaStreamTrack | null} */
  let shown = null;
  /** @type {MediaStreamTrack | null} */
  let dark = null;
  const show = () => {
    const { camera, screen } = store.state.local;
    let now = screen?.getVideoTracks()[0] ?? camera.track;
    // With nothing sent, the other side would stay at the last picture.
    if (!now && shown) now = dark ??= darkness();
    if (now === shown) return;
    put(shown, now);
    shown = now;
    if (now === dark) return;
    dark?.stop();
    dark = null;
  };
  put(null, store.state.local.mic.track);
  show();
  const stop = listen(media, (kind, before, now) => (kind === "mic" ? put(before, now) : show()), show);
  return () => {
    stop();
    dark?.stop();
  };
}

/** @param {Room | Direct} room
 * @param {MediaStream} face
 * @returns {(before: MediaStreamTrack | null, now: MediaStreamTrack | null) => void} */
const putter = (room, face) => (before, now) => {
  if (before && now) void room.replaceTrack(before, now);
  else if (now) room.addTrack(now, face);
  else if (before) room.removeTrack(before);
};

/** @param {import("../media.js").LocalMedia} media
 * @param {import("../media.js").TrackListener} onTrack
 * @param {(now: MediaStream | null, before: MediaStream | null) => void} onScreen
 * @returns {() => void} stops */
function listen(media, onTrack, onScreen) {
  media.onTrack = onTrack;
  media.onScreen = onScreen;
  return () => {
    media.onTrack = () => {};
    media.onScreen = () => {};
  };
}
