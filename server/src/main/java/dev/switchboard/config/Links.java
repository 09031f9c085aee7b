// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How this server is tied to other sites.
///
/// @param publicUrl where people find this server, where it is not where it listens
/// @param origins sites whose pages may connect; `*` is any
public record Links(Optional<URI> publicUrl, List<String> origins) {

  public Links {
    Keys.PUBLIC_URL.check(publicUrl);
    Keys.ORIGINS.check(origins);
    origins = List.copyOf(origins);
  }

  /// The sites that were named, and our own as the world knows it: a proxy may hide that from us.
  public List<String> ownOrigins() {
    List<String> own = new ArrayList<>(origins);
    publicUrl.ifPresent(url -> own.add(url.getScheme() + "://" + url.getRawAuthority()));
    return own;
  }

  static Links from(Settings settings) {
    return new Links(settings.get(Keys.PUBLIC_URL), settings.get(Keys.ORIGINS));
  }
}
