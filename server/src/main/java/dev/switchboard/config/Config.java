// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import dev.switchboard.hub.Limits;
import java.nio.file.Path;

/// Everything Switchboard can be told before it starts.
///
/// @param listen where and how to listen
/// @param links how it is tied to other sites
/// @param ice which STUN and TURN servers clients are told of
/// @param admin where operators look
/// @param mounts where which clients connect
/// @param peerJs what PeerJS clients may do
/// @param turn the relay for calls that cannot go directly
/// @param console what is printed and logged
/// @param data the folder for what outlives a restart
/// @param rooms whose rooms are, and who gets in
/// @param limits what strangers may make this server hold or do
/// @param wire the same for the sockets
public record Config(
    Listen listen,
    Links links,
    Ice ice,
    Admin admin,
    Mounts mounts,
    PeerJs peerJs,
    Turn turn,
    Console console,
    Path data,
    Rooms rooms,
    Limits limits,
    Wire wire) {

  public Config {
    Keys.DATA.check(data);
  }

  /// All settings at their defaults.
  public static Config defaults() {
    return from(Settings.read(Sources.none()));
  }

  /// Throws where the settings have problems, so look at those first.
  public static Config from(Settings settings) {
    return new Config(
        Listen.from(settings),
        Links.from(settings),
        Ice.from(settings),
        Admin.from(settings),
        Mounts.from(settings),
        PeerJs.from(settings),
        Turn.from(settings),
        Console.from(settings),
        settings.get(Keys.DATA),
        Rooms.from(settings),
        HubLimits.from(settings),
        Wire.from(settings));
  }
}
