// SPDX-License-Identifier: Apache-2.0
import { getCameraAndMicrophone } from "./media.js";
import { connect } from "./switchboard.js";

const room = await connect().join(location.hash.slice(1) || "example");

room.on("peer", (peer) => {
  peer.on("track", ({ stream }) => show(stream));
  peer.on("stream-removed", (stream) => document.getElementById(stream.id)?.remove());
});

const mine = await getCameraAndMicrophone();
room.publish(mine);
show(mine).muted = true;

/** @param {MediaStream} stream */
function show(stream) {
  const known = document.getElementById(stream.id);
  const video = /** @type {HTMLVideoElement} */ (known ?? document.createElement("video"));
  Object.assign(video, { id: stream.id, srcObject: stream, autoplay: true, playsInline: true });
  if (!known) document.body.append(video);
  return video;
}
