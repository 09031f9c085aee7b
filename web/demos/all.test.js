// SPDX-License-Identifier: Apache-2.0
/** All tests of the demo pages; web/test/all.js runs them with those of the client. */
import "./ladder.test.js";
import "./pictures.test.js";
import "./watch.test.js";
import "./words.test.js";
