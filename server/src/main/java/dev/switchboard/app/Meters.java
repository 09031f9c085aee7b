// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.admin.Figures;
import dev.switchboard.admin.Metrics;
import dev.switchboard.admin.Metrics.Family;
import dev.switchboard.hub.Refusal;
import dev.switchboard.ice.IceServers;
import dev.switchboard.ice.TurnTally;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Tally;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Which of the server's counts operators see, and under which names. Each stands in
/// `docs/operations.md`, which a test holds against this list.
final class Meters {
  private final Metrics metrics;

  private Meters(Metrics metrics) {
    this.metrics = metrics;
  }

  static void register(
      Metrics metrics, LongSupplier connections, Tally tally, IceServers ice, TurnTally turn) {
    Meters meters = new Meters(metrics);
    meters.clients(connections, tally);
    meters.failures(tally);
    meters.ice(ice);
    meters.turn(turn);
  }

  private void clients(LongSupplier connections, Tally tally) {
    metrics
        .add(Figures.CONNECTIONS, "Open TCP connections to the main ports.", connections)
        .add(Figures.PEERS, "Peers, those whose line broke included.", tally::peers)
        .add(Figures.ROOMS, "Rooms with somebody in them.", tally::rooms)
        .add(Figures.RECEIVED, "Signals and chat messages that came.", tally::received)
        .add(Figures.SENT, "Signals and chat messages, once for each receiver.", tally::relayed);
  }

  private void failures(Tally tally) {
    Family refusals = Family.by("code");
    for (Refusal why : Refusal.values()) {
      String code = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
      refusals.add(code, () -> tally.refusals(why));
    }
    Family closes = Family.by("code");
    for (CloseReason reason : CloseReason.values()) {
      closes.add(String.valueOf(reason.code()), () -> tally.closes(reason));
    }
    metrics
        .add(Figures.REFUSALS, "Requests that could not be granted.", refusals)
        .add("switchboard_closes_total", "Connections closed by the server.", closes);
  }

  private void ice(IceServers ice) {
    metrics.add(
        "switchboard_ice_credentials_total", "Credentials for TURN given to clients.", ice::minted);
  }

  private void turn(TurnTally turn) {
    Family bytes =
        Family.by("to")
            .add("peers", () -> turn.traffic().toPeers())
            .add("clients", () -> turn.traffic().toClients());
    Family refusals = Family.by("code");
    for (int code : TurnTally.CODES) {
      refusals.add(String.valueOf(code), () -> turn.refused(code));
    }
    metrics
        .add(Figures.ALLOCATIONS, "TURN allocations that live.", turn::allocations)
        .add("switchboard_turn_allocated_total", "TURN allocations made.", turn::allocated)
        .add(Figures.RELAYED, "Payload relayed by TURN.", bytes)
        .add(
            "switchboard_turn_dropped_packets_total",
            "Packets that a limit or a missing permission stopped.",
            () -> turn.traffic().dropped())
        .add(
            Figures.TURN_REFUSALS,
            "TURN requests answered with an error; 401 and 438 are part of every allocation.",
            refusals);
  }
}
