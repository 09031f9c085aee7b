// SPDX-License-Identifier: Apache-2.0

/// What all wire protocols share. A [dev.switchboard.protocol.Protocol] mounts routes; for each
/// connection a [dev.switchboard.protocol.Dialect] translates, and a
/// [dev.switchboard.protocol.Link] ties it to its peer in the hub.
@NullMarked
package dev.switchboard.protocol;

import org.jspecify.annotations.NullMarked;
