// SPDX-License-Identifier: Apache-2.0
import { call } from "./zh/call.js";
import { files } from "./zh/files.js";
import { media } from "./zh/media.js";
import { owner } from "./zh/owner.js";
import { prejoin } from "./zh/prejoin.js";
import { safety } from "./zh/safety.js";
import { start } from "./zh/start.js";
import { talk } from "./zh/talk.js";
import { trouble } from "./zh/trouble.js";

/** Interface copy in Simplified Chinese, by area.
 * @type {Record<keyof typeof import("./en.js").en, string>} */
export const zh = {
  ...start,
  ...prejoin,
  ...call,
  ...talk,
  ...files,
  ...safety,
  ...trouble,
  ...media,
  ...owner,
};
