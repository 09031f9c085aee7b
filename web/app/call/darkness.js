// SPDX-License-Identifier: Apache-2.0

const REDRAW = 500;

/** A black picture, to be sent where there is no camera. Drawn again and again, since a canvas that rests sends nothing.
 * @returns {MediaStreamTrack} */
export function darkness() {
  const canvas = document.createElement("canvas");
  canvas.width = 320;
  canvas.height = 180;
  const context = canvas.getContext("2d");
  const draw = () => context?.fillRect(0, 0, canvas.width, canvas.height);
  draw();
  const [track] = canvas.captureStream().getVideoTracks();
  if (!track) throw new Error("a canvas without a picture");
  const timer = setInterval(() => (track.readyState === "live" ? draw() : clearInterval(timer)), REDRAW);
  return track;
}
