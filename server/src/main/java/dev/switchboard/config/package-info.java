// SPDX-License-Identifier: Apache-2.0
/// What Switchboard can be told before it starts: one schema of keys, from which the configuration
/// file, the environment, the flags, `--help`, `--print-config` and `docs/configuration.md` follow.
///
/// Read once at start, on the main thread; everything that comes out is immutable. Knows the JDK
/// only.
@NullMarked
package dev.switchboard.config;

import org.jspecify.annotations.NullMarked;
