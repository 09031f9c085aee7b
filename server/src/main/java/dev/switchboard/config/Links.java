// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// How this server is tied to other sites.
///
/// @param publicUrl where people find this server, where it is not where it listens
/// @param origins sites whose pages may connect; `*` is any
/// @param iceServers STUN and TURN addresses that browsers are told of
public record Links(Optional<URI> publicUrl, List<String> origins, List<String> iceServers) {

  public Links {
    Keys.PUBLIC_URL.check(publicUrl);
    Keys.ORIGINS.check(origins);
    Keys.ICE_SERVERS.check(iceServers);
    origins = List.copyOf(origins);
    iceServers = List.copyOf(iceServers);
  }

  static Links from(Settings settings) {
    return new Links(
        settings.get(Keys.PUBLIC_URL), settings.get(Keys.ORIGINS), settings.get(Keys.ICE_SERVERS));
  }
}
