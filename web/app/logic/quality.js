// SPDX-License-Identifier: Apache-2.0
/** How good a connection is, from two RTCStatsReports. */

/** @typedef {{ at: number, received: number, lost: number, bytes: number, rtt: number | null, remoteLoss: number | null, sent: number }} Sample */

/** What matters in a report.
 * @param {Iterable<any>} report the values of an RTCStatsReport
 * @param {number} at
 * @returns {Sample} */
export function sample(report, at) {
  /** @type {Sample} */
  const s = { at, received: 0, lost: 0, bytes: 0, rtt: null, remoteLoss: null, sent: 0 };
  for (const r of report) {
    if (r.type === "inbound-rtp") {
      s.received += r.packetsReceived ?? 0;
      s.lost += Math.max(0, r.packetsLost ?? 0);
      s.bytes += r.bytesReceived ?? 0;
    } else if (r.type === "outbound-rtp") {
      s.sent += r.bytesSent ?? 0;
    } else if (r.type === "remote-inbound-rtp") {
      if (typeof r.fractionLost === "number") s.remoteLoss = Math.max(s.remoteLoss ?? 0, r.fractionLost);
      if (typeof r.roundTripTime === "number") s.rtt = Math.max(s.rtt ?? 0, r.roundTripTime);
    } else if (r.type === "candidate-pair" && (r.nominated || r.selected) && r.state === "succeeded") {
      if (typeof r.currentRoundTripTime === "number" && s.rtt === null) s.rtt = r.currentRoundTripTime;
    }
  }
  return s;
}

/** 4 very good to 1 poor, 0 nothing came for 3 s although something should.
 * @param {Sample | null} before
 * @param {Sample} now
 * @param {boolean} expected whether the other side sends anything */
export function grade(before, now, expected) {
  if (!before) return 4;
  const received = now.received - before.received;
  const lost = Math.max(0, now.lost - before.lost);
  if (expected && received <= 0 && now.at - before.at >= 2900) return 0;
  const loss = Math.max(received + lost > 0 ? lost / (received + lost) : 0, now.remoteLoss ?? 0);
  const rtt = (now.rtt ?? 0) * 1000;
  if (loss < 0.02 && rtt < 150) return 4;
  if (loss < 0.05 && rtt < 300) return 3;
  if (loss < 0.1 && rtt < 500) return 2;
  return 1;
}
