// SPDX-License-Identifier: Apache-2.0
/** The key that leaves the call. */
import { h, icon } from "../dom.js";

/** @param {import("../desk.js").Desk} desk */
export const leaveKey = desk => h("button", { type: "button", class: "key key-leave", "data-test": "leave", on: { click: () => desk.leave() } }, icon("leave"), h("span", { t: "ctl.leave" }));
