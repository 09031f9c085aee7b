// SPDX-License-Identifier: Apache-2.0
/// Where peers meet: commands come in, events go out to outboxes.
///
/// Knows neither sockets nor JSON; depends on nothing but the JDK.
@NullMarked
package dev.switchboard.hub;

import org.jspecify.annotations.NullMarked;
