// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import dev.switchboard.net.Routes;

/// One wire protocol.
public interface Protocol {
  /// Names its page in `docs/protocols`.
  String name();

  /// Makes itself at home on one port, at this path; an empty one is the whole port.
  void mount(Routes.Builder routes, String path);

  /// Called a few times a second, on a thread of its own: deadlines pass here. Must not touch
  /// connections but through their loops.
  default void tick() {}
}
