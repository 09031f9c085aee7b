// SPDX-License-Identifier: Apache-2.0
/// Calls across real NATs: a small Internet in network namespaces, with browsers behind routers of
/// every kind. Needs root, iproute2 and nftables; nothing leaves the namespaces.
@NullMarked
package dev.switchboard.it.natlab;

import org.jspecify.annotations.NullMarked;
