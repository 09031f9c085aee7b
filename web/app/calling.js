// SPDX-License-Identifier: Apache-2.0
/** What the start page can do without: see part.js. The client loads its rooms and direct calls late, too; here they come with the rest. */
import "../client/direct.js";
import "../client/room.js";
export { CallSession } from "./call/session.js";
export { callPage } from "./call/view.js";
export { adminPage } from "./pages/admin.js";
export { endedPage } from "./pages/ended.js";
export { lobbyPage } from "./pages/lobby.js";
export { prejoinPage } from "./pages/prejoin.js";
export { openSettings } from "./pages/settings.js";
export { testPage } from "./pages/selftest.js";
