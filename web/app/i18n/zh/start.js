// SPDX-License-Identifier: Apache-2.0
import { common } from "./common.js";
import { home } from "./home.js";
import { manners } from "./manners.js";
import { rooms } from "./rooms.js";

/** What the start page says, in Chinese, and what may be said wherever one is. */
export const start = { ...common, ...home, ...manners, ...rooms };
