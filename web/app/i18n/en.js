// SPDX-License-Identifier: Apache-2.0
import { call } from "./en/call.js";
import { files } from "./en/files.js";
import { media } from "./en/media.js";
import { owner } from "./en/owner.js";
import { prejoin } from "./en/prejoin.js";
import { safety } from "./en/safety.js";
import { start } from "./en/start.js";
import { talk } from "./en/talk.js";
import { trouble } from "./en/trouble.js";

/** Interface copy in English, by area. The keys of this table are the keys of every language. */
export const en = {
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
