// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.IpAddress.Family;
import java.util.Map;
import java.util.function.LongSupplier;

/// What all loops share. Each part is safe for that by itself.
record Shared(
    TurnConfig config,
    TurnHooks hooks,
    PeerGate gate,
    Quotas quotas,
    SharedBucket bandwidth,
    Map<Family, RelayHost> hosts,
    Reservations reservations,
    Nonces nonces,
    PendingPeers pending,
    Tickets tickets,
    LongSupplier nanos) {}
