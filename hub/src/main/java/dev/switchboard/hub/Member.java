// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;

/// How others see a peer at one moment. `handle` is empty where there is none.
public record Member(PeerId id, Utf8 handle, Utf8 about, boolean connected) {}
