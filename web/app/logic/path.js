// SPDX-License-Identifier: Apache-2.0
/** Which way sound and picture take, from an RTCStatsReport. */

/** `protocol` is what is spoken on the first stretch, to the other side or to the relay: udp, tcp or tls.
 * @typedef {{ relayed: boolean, protocol: string }} Path */

/** The way in use, or null while there is none. It is relayed where either side goes through a relay.
 * @param {ReadonlyMap<string, any>} report
 * @returns {Path | null} */
export function pathOf(report) {
  const pair = selected(report);
  const local = report.get(pair?.localCandidateId);
  const remote = report.get(pair?.remoteCandidateId);
  if (!local || !remote) return null;
  const ours = local.candidateType === "relay";
  const protocol = String((ours && local.relayProtocol) || local.protocol || "udp").toLowerCase();
  return { relayed: ours || remote.candidateType === "relay", protocol };
}

/** @param {ReadonlyMap<string, any>} report */
function selected(report) {
  const all = [...report.values()];
  const transport = all.find(r => r.type === "transport" && r.selectedCandidatePairId);
  // HACK: Firefox has no selectedCandidatePairId; there the pair says so itself. https://bugzilla.mozilla.org/show_bug.cgi?id=1307996
  return transport ? report.get(transport.selectedCandidatePairId) : all.find(r => r.type === "candidate-pair" && r.selected);
}

/** @param {Readonly<Record<string, Path>>} a
 * @param {Readonly<Record<string, Path>>} b */
export const samePaths = (a, b) => Object.keys(a).length === Object.keys(b).length
  && Object.entries(a).every(([id, { relayed, protocol }]) => b[id]?.relayed === relayed && b[id]?.protocol === protocol);

/** The kinds of candidates that were gathered, by our description.
 * @param {string} sdp */
export const candidateTypes = sdp => [...new Set([...sdp.matchAll(/^a=candidate:.* typ (\w+)/gm)].map(([, type = ""]) => type))];
