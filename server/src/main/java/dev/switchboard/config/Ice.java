// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Which STUN and TURN servers clients are told of.
///
/// @param servers of somebody else's, in place of the one inside; empty where that one serves
/// @param secret what those servers share with us; empty where none of them is a TURN server
/// @param lifetime of the credentials that clients get
/// @param token opens `/ice` to programs and to pages of other sites; empty where nothing does
/// @param perMinute how often one address may ask `/ice`
public record Ice(
    List<String> servers, String secret, Duration lifetime, String token, int perMinute) {

  public Ice {
    Keys.ICE_SERVERS.check(servers);
    Keys.ICE_SECRET.check(secret);
    Keys.ICE_LIFETIME.check(lifetime);
    Keys.ICE_TOKEN.check(token);
    LimitKeys.ICE_PER_MINUTE.check(perMinute);
    servers = List.copyOf(servers);
  }

  static Ice from(Settings settings) {
    return new Ice(
        settings.get(Keys.ICE_SERVERS),
        settings.get(Keys.ICE_SECRET),
        settings.get(Keys.ICE_LIFETIME),
        settings.get(Keys.ICE_TOKEN),
        settings.get(LimitKeys.ICE_PER_MINUTE));
  }

  /// A browser that is told of a TURN server without a credential refuses to make any call at all.
  static List<String> problems(Settings settings) {
    boolean relays = settings.get(Keys.ICE_SERVERS).stream().anyMatch(Ice::isTurn);
    boolean secret = !settings.get(Keys.ICE_SECRET).isEmpty();
    List<String> problems = new ArrayList<>();
    if (relays && !secret) {
      problems.add(
          Keys.ICE_SECRET.name()
              + ": (nothing) (expected: the secret of the TURN server in ice.servers, which coturn"
              + " calls static-auth-secret)");
    } else if (secret && !relays) {
      problems.add(
          Keys.ICE_SECRET.name() + ": (hidden) (expected: nothing without a turn: in ice.servers)");
    }
    return problems;
  }

  /// Whether clients need a credential for this address.
  public static boolean isTurn(String url) {
    return url.startsWith("turn");
  }

  /// Without what is nobody's business.
  @Override
  public String toString() {
    return "Ice" + servers;
  }
}
