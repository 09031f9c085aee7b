// SPDX-License-Identifier: Apache-2.0

/** @param {string} [sdp] @returns {string} what identifies the RTCPeerConnection that made the description; "" if it describes nothing */
export function fingerprint(sdp = "") {
  return /^a=fingerprint:\s*(.*?)\s*$/m.exec(sdp)?.[1].toUpperCase() ?? "";
}

/** @param {string} sdp @returns {string} another one after each ICE restart of whoever made the description */
export function ufrag(sdp) {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? "";
}

/**
 * What two copies of a description share, whatever was gathered between the first and the second.
 * @param {string} [sdp] @returns {string}
 */
export function agreement(sdp = "") {
  return sdp.replace(/^(a=(candidate|end-of-candidates|rtcp:)|c=|m=).*\r?\n/gm, "");
}

/** @param {string} sdp @param {Map<string, string>} names mid → id of the stream @returns {string} */
export function nameStreams(sdp, names) {
  const sections = sdp.split(/^(?=m=)/m).map((section) => {
    const name = names.get(/^a=mid:(\S+)/m.exec(section)?.[1] ?? "");
    return name === undefined ? section : section.replace(/^(a=msid:|a=ssrc:\d+ msid:)\S+/gm, `$1${name}`);
  });
  return sections.join("");
}
