// SPDX-License-Identifier: Apache-2.0
import { call } from "./zh/call.js";
import { common } from "./zh/common.js";
import { files } from "./zh/files.js";
import { home } from "./zh/home.js";
import { manners } from "./zh/manners.js";
import { prejoin } from "./zh/prejoin.js";
import { rooms } from "./zh/rooms.js";
import { safety } from "./zh/safety.js";
import { talk } from "./zh/talk.js";

/** Interface copy in Simplified Chinese, by area.
 * @type {Record<keyof typeof import("./en.js").en, string>} */
export const zh = {
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
