// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import java.util.List;

/// What a client said when it asked for a WebSocket. `path` is decoded, and `below` is what of it
/// lies below the mount; `query` is as it came; texts are empty where there is none.
public record Handshake(
    String path,
    String below,
    String query,
    String host,
    String origin,
    List<String> subprotocols) {}
