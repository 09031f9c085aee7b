// SPDX-License-Identifier: Apache-2.0
/** Tells the browser what of our pictures and sound goes to one person. */
import { scaleFor } from "../logic/budget.js";

/** @param {RTCRtpSender} sender
 * @param {MediaStreamTrack} track
 * @param {import("../logic/budget.js").Target} target */
export function aim(sender, track, target) {
  const { width = 0, height = 0 } = track.getSettings();
  const scale = scaleFor(Math.min(width, height) || undefined, target);
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (!encoding) return; // not negotiated yet; the next round finds it
  const same = encoding.active === target.active && (!target.active || encoding.maxBitrate === target.maxBitrate
    && encoding.maxFramerate === target.maxFramerate && Math.abs((encoding.scaleResolutionDownBy ?? 1) - scale) < 0.01);
  if (same) return;
  encoding.active = target.active;
  if (target.active) {
    encoding.maxBitrate = target.maxBitrate;
    encoding.maxFramerate = target.maxFramerate;
    encoding.scaleResolutionDownBy = scale;
  }
  // Refused while a negotiation is under way; the next round tries again.
  sender.setParameters(parameters).catch(() => {});
}

/** @type {WeakSet<RTCRtpSender>} */
const first = new WeakSet();

/** Where the line is narrow, sound goes first. @param {RTCRtpSender} sender */
export function putFirst(sender) {
  if (first.has(sender)) return;
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (!encoding) return;
  first.add(sender);
  encoding.priority = "high";
  encoding.networkPriority = "high";
  sender.setParameters(parameters).catch(() => first.delete(sender));
}
