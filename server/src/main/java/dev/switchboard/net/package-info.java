// SPDX-License-Identifier: Apache-2.0

/// Sockets, HTTP and WebSockets on Netty. Knows neither hub nor protocols. Start at
/// [dev.switchboard.net.Listeners], which binds ports, [dev.switchboard.net.ServerPipeline], the
/// order of handlers, and [dev.switchboard.net.Connection].
@NullMarked
package dev.switchboard.net;

import org.jspecify.annotations.NullMarked;
