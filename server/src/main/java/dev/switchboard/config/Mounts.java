// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Where which clients connect.
///
/// @param all the usual mounts, those of the tutorials' own ports where they are wanted, and those
///   that were set, which win
/// @param origins sites whose pages may connect with any dialect but our own; `*` is any
/// @param greeting what somebody hears first at a mount of tutorial 003
/// @param recovery how long a Socket.IO client may be away and find what it missed; zero is not at
///   all
public record Mounts(List<Mount> all, List<String> origins, Greeting greeting, Duration recovery) {

  private static final List<Mount> USUAL =
      read(
          "/ws=switchboard,/tutorial/broadcast=broadcast,/tutorial/relay=relay,"
              + "/tutorial/channels=channels,/tutorial/login=login,/socket.io=chat,"
              + "/peerjs=peerjs,/y-webrtc=ywebrtc");

  /// The addresses that stand in the tutorials.
  private static final List<Mount> TUTORIAL_PORTS =
      read(":1337=auto,:9090=login,tls:9449=channels,:3000=all");

  public Mounts {
    Keys.MOUNTS.check(all);
    Keys.TUTORIAL_ORIGINS.check(origins);
    LimitKeys.SOCKETIO_RECOVERY.check(recovery);
    all = List.copyOf(all);
    origins = List.copyOf(origins);
  }

  static Mounts from(Settings settings) {
    List<Mount> all = new ArrayList<>(USUAL);
    if (settings.get(Keys.TUTORIAL_PORTS)) {
      all.addAll(TUTORIAL_PORTS);
    }
    for (Mount mount : settings.get(Keys.MOUNTS)) {
      all.removeIf(mount::isAt);
      all.add(mount);
    }
    all.removeIf(mount -> mount.dialect() == Mount.Dialect.OFF);
    return new Mounts(
        all,
        settings.get(Keys.TUTORIAL_ORIGINS),
        settings.get(Keys.LOGIN_GREETING),
        settings.get(LimitKeys.SOCKETIO_RECOVERY));
  }

  /// Two mounts at one place, of which one would not be reached.
  static List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    List<Mount> set = settings.get(Keys.MOUNTS);
    for (int i = 0; i < set.size(); i++) {
      if (set.subList(0, i).stream().anyMatch(set.get(i)::isAt)) {
        String twice = Mount.kind().write(set.get(i));
        problems.add(Keys.MOUNTS.name() + ": " + twice + " (expected: each place once)");
      }
    }
    return problems;
  }

  private static List<Mount> read(String text) {
    return Keys.mounts().read(text).orElseThrow();
  }
}
