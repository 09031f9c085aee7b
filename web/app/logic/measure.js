// SPDX-License-Identifier: Apache-2.0
/** What the connection details show, from RTCStatsReports. */

/** @typedef {import("./quality.js").Sample} Sample */
/** @typedef {{ codec: string, width: number, height: number, fps: number }} Picture */
/** @typedef {{ sent: number, received: number, loss: number | null, lossOut: number | null, rtt: number | null }} Flow bits per second; shares of 1 of what was sent to us and by us; ms */
/** @typedef {{ out: Picture | null, in: Picture | null, audio: { codec: string, clock: number } | null, jitter: number | null }} Details jitter in ms */

/** What flowed between two samples.
 * @param {Sample} before
 * @param {Sample} now
 * @returns {Flow} */
export function flow(before, now) {
  const seconds = Math.max(0.001, (now.at - before.at) / 1000);
  const came = Math.max(0, now.received - before.received);
  const lost = Math.max(0, now.lost - before.lost);
  return {
    sent: (Math.max(0, now.sent - before.sent) * 8) / seconds,
    received: (Math.max(0, now.bytes - before.bytes) * 8) / seconds,
    loss: came + lost > 0 ? lost / (came + lost) : null,
    lossOut: now.remoteLoss,
    rtt: now.rtt === null ? null : now.rtt * 1000,
  };
}

/** @param {ReadonlyMap<string, any>} report
 * @returns {Details} */
export function details(report) {
  /** @type {Details} */
  const found = { out: null, in: null, audio: null, jitter: null };
  for (const r of report.values()) {
    const mime = String(report.get(r.codecId)?.mimeType ?? "");
    if (r.type === "outbound-rtp" && r.kind === "video") found.out = larger(found.out, r, mime);
    else if (r.type === "inbound-rtp" && r.kind === "video") found.in = larger(found.in, r, mime);
    else if (r.type === "inbound-rtp" && r.kind === "audio") {
      found.audio = { codec: nameOf(mime), clock: Number(report.get(r.codecId)?.clockRate ?? 0) };
      if (typeof r.jitter === "number") found.jitter = Math.max(found.jitter ?? 0, r.jitter * 1000);
    }
  }
  return found;
}

/** @param {Picture | null} before
 * @param {any} r
 * @param {string} mime
 * @returns {Picture | null} */
function larger(before, r, mime) {
  const picture = { codec: nameOf(mime), width: r.frameWidth ?? 0, height: r.frameHeight ?? 0, fps: Math.round(r.framesPerSecond ?? 0) };
  if (picture.width === 0) return before;
  return before && before.width * before.height >= picture.width * picture.height ? before : picture;
}

/** "video/VP9" → "VP9", "audio/opus" → "Opus" @param {string} mime */
function nameOf(mime) {
  const name = mime.split("/")[1] ?? "";
  return name === "opus" ? "Opus" : name;
}
