// SPDX-License-Identifier: Apache-2.0
/** Safety codes, in English. */
export const safety = {
  "room.verified": "Verified",
  "more.verify": "Verify encryption",
  "safe.title": "Verify encryption with {name}",
  "safe.body": "Read these numbers to each other. If they match, nobody is listening in between, not even this server.",
  "safe.match": "They match",
  "safe.nomatch": "They don't match",
  "safe.who": "Verify with",
  "safe.warn": "Don't share anything private in this call. Leave and start a new room.",
  "safe.none": "The numbers appear once you are connected.",
  "safe.changed": "The connection to {name} is a new one. Verify it again.",
  "room.unsafe": "Not secure",
  "safe.failed": "The numbers do not match those of {name}",
};
