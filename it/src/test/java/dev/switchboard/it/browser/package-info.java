// SPDX-License-Identifier: Apache-2.0

/// People with real browsers who call each other through a real server.
/// [dev.switchboard.it.browser.Stage] lends a test its people; what a
/// [dev.switchboard.it.browser.Person] can do and see is on the page objects.
@NullMarked
package dev.switchboard.it.browser;

import org.jspecify.annotations.NullMarked;
