// SPDX-License-Identifier: Apache-2.0
/** What of our devices the others get. */
import { darkness } from "./darkness.js";
import { Notice } from "./recording/notice.js";

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

/** In a direct call: our sound, and one picture, which is the screen where there is one, else the camera. While we record it, both say so.
 * @param {Parts} parts
 * @param {Direct} direct
 * @param {MediaStream} face
 * @returns {() => void} stops */
export function publishOnePicture({ store, media }, direct, face) {
  const put = putter(direct, face);
  /** @type {Record<"sound" | "picture", MediaStreamTrack | null>} */
  const sent = { sound: null, picture: null };
  /** @type {MediaStreamTrack | null} */
  let dark = null;
  /** @type {Notice | null} */
  let notice = null;
  const show = () => {
    const { mic, camera, screen } = store.state.local;
    /** @type {Record<"sound" | "picture", MediaStreamTrack | null>} */
    let now = { sound: mic.track, picture: screen?.getVideoTracks()[0] ?? camera.track };
    const before = notice;
    notice = store.state.call?.recording?.what === "all" ? notice ?? new Notice() : null;
    if (notice) {
      notice.of(now.picture, now.sound);
      now = notice;
    }
    // With nothing sent, the other side would stay at the last picture.
    if (!now.picture && sent.picture) now.picture = dark ??= darkness();
    for (const what of /** @type {const} */ (["sound", "picture"])) {
      if (now[what] === sent[what]) continue;
      put(sent[what], now[what]);
      sent[what] = now[what];
    }
    if (before !== notice) before?.close();
    if (sent.picture === dark) return;
    dark?.stop();
    dark = null;
  };
  show();
  const stop = listen(media, show, show);
  const unwatch = store.watch(s => s.call?.recording ?? null, show);
  return () => {
    stop();
    unwatch();
    notice?.close();
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
