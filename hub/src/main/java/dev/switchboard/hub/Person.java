// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;

/// Somebody with a handle, as the board shows them at one moment.
public record Person(PeerId handle, PeerId id, Status status, Utf8 about) {}
