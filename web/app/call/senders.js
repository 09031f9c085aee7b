// SPDX-License-Identifier: Apache-2.0
/** Keeps what we send to each peer within the budget of the mesh. */
import { cameraBudget, scaleFor, screenBudget } from "../logic/budget.js";

/** @param {Iterable<{ connection: RTCPeerConnection, about: Record<string, any> }>} peers
 * @param {number} others how many people get our pictures
 * @param {MediaStreamTrack | undefined} screen our shared screen, if any */
export function adaptSenders(peers, others, screen) {
  for (const { connection, about } of peers) {
    if (connection.signalingState === "closed") continue;
    for (const sender of connection.getSenders()) {
      if (sender.track?.kind === "video") adapt(sender, sender.track, others, sender.track === screen, about.audioOnly !== true);
    }
  }
}

/** @param {RTCRtpSender} sender
 * @param {MediaStreamTrack} track
 * @param {number} others
 * @param {boolean} isScreen
 * @param {boolean} active whether they want pictures */
function adapt(sender, track, others, isScreen, active) {
  const budget = isScreen ? screenBudget(others) : cameraBudget(others);
  const { width = 0, height = 0 } = track.getSettings();
  const scale = scaleFor(Math.min(width, height) || undefined, budget);
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (!encoding) return; // not negotiated yet; the next round finds it
  const same = encoding.active === active && encoding.maxBitrate === budget.maxBitrate && encoding.maxFramerate === budget.maxFramerate
    && Math.abs((encoding.scaleResolutionDownBy ?? 1) - scale) < 0.01;
  if (same) return;
  encoding.active = active;
  encoding.maxBitrate = budget.maxBitrate;
  encoding.maxFramerate = budget.maxFramerate;
  encoding.scaleResolutionDownBy = scale;
  // Refused while a negotiation is under way; the next round tries again.
  sender.setParameters(parameters).catch(() => {});
}
