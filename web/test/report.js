// SPDX-License-Identifier: Apache-2.0

/** What a browser reports of a connection through a relay, or a direct one.
 * @param {{ received?: number, lost?: number, out?: number, rtt?: number, relayed?: boolean }} how packets that came and were lost so far; which
 *   share of ours is lost now; seconds there and back */
export const reportOf = ({ received = 0, lost = 0, out = 0, rtt = 0.04, relayed = false }) =>
  new Map(
    Object.entries({
      T: { type: "transport", selectedCandidatePairId: "P" },
      P: { type: "candidate-pair", nominated: true, state: "succeeded", currentRoundTripTime: rtt, localCandidateId: "L", remoteCandidateId: "R" },
      L: { type: "local-candidate", candidateType: relayed ? "relay" : "host", protocol: "udp", relayProtocol: relayed ? "udp" : undefined },
      R: { type: "remote-candidate", candidateType: "host", protocol: "udp" },
      I: { type: "inbound-rtp", kind: "audio", packetsReceived: received, packetsLost: lost, bytesReceived: received * 100 },
      O: { type: "remote-inbound-rtp", kind: "audio", fractionLost: out },
    }),
  );
