// SPDX-License-Identifier: Apache-2.0
import { call } from "./en/call.js";
import { common } from "./en/common.js";
import { files } from "./en/files.js";
import { home } from "./en/home.js";
import { manners } from "./en/manners.js";
import { prejoin } from "./en/prejoin.js";
import { rooms } from "./en/rooms.js";
import { safety } from "./en/safety.js";
import { talk } from "./en/talk.js";

/** Interface copy in English, by area. The keys of this table are the keys of every language. */
export const en = {
  ...common,
  ...home,
  ...prejoin,
  ...call,
  ...talk,
  ...files,
  ...safety,
  ...manners,
  ...rooms,
};
