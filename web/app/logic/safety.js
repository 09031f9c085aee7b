// SPDX-License-Identifier: Apache-2.0
/** What the encryption of a call is worth, by what people compared, and which way it takes. */

/** @typedef {Readonly<Record<string, string>>} Codes by a person's id */
/** @typedef {{ people: readonly { id: string }[], codes: Codes, verified: Codes, failed: Codes }} Compared */

/** Whether what was compared is what there is now.
 * @param {Codes} compared
 * @param {Codes} codes
 * @param {string} id */
const holds = (compared, codes, id) => Boolean(codes[id]) && compared[id] === codes[id];

/** Whether the code of this person was found to be another one at their end.
 * @param {Compared} call
 * @param {string} id */
export const isFailed = ({ codes, failed }, id) => holds(failed, codes, id);

/** One that does not match is worse than many that do.
 * @param {Compared} call
 * @returns {"failed" | "verified" | "encrypted"} */
export function worth(call) {
  const { people, codes, verified } = call;
  if (people.some(({ id }) => isFailed(call, id))) return "failed";
  return people.length > 0 && people.every(({ id }) => holds(verified, codes, id)) ? "verified" : "encrypted";
}

/** Of what was compared, that which is true still: a new connection has another code.
 * @param {Codes} compared
 * @param {Codes} codes
 * @returns {Codes} */
export const standing = (compared, codes) => Object.fromEntries(Object.entries(compared).filter(([id]) => holds(compared, codes, id)));

/** Which way sound and picture take, to all of those where it is known.
 * @param {readonly { id: string }[]} people
 * @param {Readonly<Record<string, { relayed: boolean }>>} paths
 * @returns {"" | "direct" | "relay" | "mixed"} */
export function wayOfAll(people, paths) {
  const relayed = people.flatMap(({ id }) => paths[id]?.relayed ?? []);
  if (relayed.length === 0) return "";
  return relayed.every(Boolean) ? "relay" : relayed.some(Boolean) ? "mixed" : "direct";
}
