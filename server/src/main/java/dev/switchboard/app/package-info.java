// SPDX-License-Identifier: Apache-2.0
/// The program: reads the command line, builds the server from its parts, starts and stops it.
///
/// Sees every other package; no other package sees it.
@NullMarked
package dev.switchboard.app;

import org.jspecify.annotations.NullMarked;
