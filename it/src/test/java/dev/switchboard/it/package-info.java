// SPDX-License-Identifier: Apache-2.0

/// The jar as it ships, started as a process of its own.
@NullMarked
package dev.switchboard.it;

import org.jspecify.annotations.NullMarked;
