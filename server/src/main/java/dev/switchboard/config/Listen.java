// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

/// Where and how to listen.
///
/// @param port 0 picks a free one
/// @param loops 0 is one per processor
public record Listen(String host, int port, Tls tls, Transport transport, int loops) {

  public Listen {
    Keys.HOST.check(host);
    Keys.PORT.check(port);
    Keys.LOOPS.check(loops);
  }

  static Listen from(Settings settings) {
    return new Listen(
        settings.get(Keys.HOST),
        settings.get(Keys.PORT),
        Tls.from(settings),
        settings.get(Keys.TRANSPORT),
        settings.get(Keys.LOOPS));
  }
}
