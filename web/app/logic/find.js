// SPDX-License-Identifier: Apache-2.0

/** As somebody types it in a hurry: without capitals and accents. @param {string} text */
const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** Whether a name is one of those that are looked for.
 * @param {string} name
 * @param {string} asked "" for all */
export const isFound = (name, asked) => plain(name).includes(plain(asked));
