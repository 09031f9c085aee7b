// SPDX-License-Identifier: Apache-2.0
/** This server's STUN and TURN, for new RTCPeerConnection(): with them a call finds its way between networks.
 * @returns {Promise<RTCConfiguration>} nothing where the server has none to give */
export async function ice() {
  const answer = await fetch("/ice").catch(() => null);
  return answer?.ok ? answer.json() : {};
}
