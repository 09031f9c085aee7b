// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

/// The names of the metrics that the page of the server's owner draws.
public final class Figures {
  public static final String CONNECTIONS = "switchboard_connections";
  public static final String PEERS = "switchboard_peers";
  public static final String ROOMS = "switchboard_rooms";
  public static final String RECEIVED = "switchboard_messages_received_total";
  public static final String SENT = "switchboard_messages_total";
  public static final String REFUSALS = "switchboard_refusals_total";
  public static final String ALLOCATIONS = "switchboard_turn_allocations";
  public static final String RELAYED = "switchboard_turn_relayed_bytes_total";
  public static final String TURN_REFUSALS = "switchboard_turn_refusals_total";
  public static final String RATINGS = "switchboard_ratings_total";
  public static final String PROBLEMS = "switchboard_rating_problems_total";

  private Figures() {}
}
