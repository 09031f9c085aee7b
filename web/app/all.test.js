// SPDX-License-Identifier: Apache-2.0
/** All tests of the app; web/test/all.js runs them with those of the client. */
import "./i18n.test.js";
import "./logic/adapting.test.js";
import "./logic/budget.test.js";
import "./logic/layout.test.js";
import "./logic/links.test.js";
import "./logic/newest.test.js";
import "./logic/parcel.test.js";
import "./logic/path.test.js";
import "./logic/plot.test.js";
import "./logic/quality.test.js";
import "./logic/rooms.test.js";
import "./logic/measure.test.js";
import "./logic/resultcode.test.js";
import "./logic/series.test.js";
import "./logic/speaking.test.js";
import "./logic/silence.test.js";
import "./logic/spotlight.test.js";
import "./logic/steady.test.js";
import "./logic/summary.test.js";
import "./logic/verdict.test.js";
import "./logic/wants.test.js";
import "./logic/weakness.test.js";
import "./media.test.js";
import "./prefs.test.js";
import "./probe.test.js";
import "./ringing.test.js";
