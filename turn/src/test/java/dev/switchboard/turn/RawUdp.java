// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.turn.stun.IpAddress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.security.SecureRandom;

/// All UDP packets that arrive at an address of this machine, with their IP headers. Needs root.
final class RawUdp implements AutoCloseable {
  private static final int AF_INET = 2;
  private static final int SOCK_RAW = 3;
  private static final int IPPROTO_UDP = 17;
  private static final int MSG_DONTWAIT = 0x40;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment packet = arena.allocate(4096);
  private final int socket;

  private RawUdp(int socket) {
    this.socket = socket;
  }

  /// One of loopback that nobody else has packets sent to, not even another run of the same test.
  static IpAddress address() {
    return IpAddress.v4(0x7f80_0000 | new SecureRandom().nextInt(1 << 23));
  }

  static RawUdp open(IpAddress at) {
    int socket = (int) call("socket", JAVA_INT, AF_INET, SOCK_RAW, IPPROTO_UDP);
    assumeTrue(socket >= 0, "a raw socket needs root");
    RawUdp raw = new RawUdp(socket);
    MemorySegment name = raw.arena.allocate(16, 8);
    name.set(JAVA_SHORT, 0, (short) AF_INET);
    name.set(JAVA_INT, 4, Integer.reverseBytes((int) at.low()));
    int bound = (int) call("bind", JAVA_INT, socket, name.address(), 16);
    if (bound != 0) {
      throw new IllegalStateException("cannot bind to " + at);
    }
    return raw;
  }

  /// Whether the next packet to that port has the DF bit.
  boolean hasDf(int port) throws IOException {
    receive(port);
    return (packet.get(JAVA_BYTE, 6) & 0x40) != 0;
  }

  /// How many bytes the next packet to that port carries.
  int payload(int port) throws IOException {
    return receive(port) - 28;
  }

  private int receive(int port) throws IOException {
    long deadline = System.nanoTime() + Wire.PATIENCE_MILLIS * 1_000_000L;
    while (System.nanoTime() - deadline < 0) {
      long length = (long) call("recv", JAVA_LONG, socket, packet.address(), 4096L, MSG_DONTWAIT);
      if (length >= 28 && u16(22) == port) {
        return (int) length;
      }
    }
    throw new IOException("no packet to " + port);
  }

  private int u16(long at) {
    return (packet.get(JAVA_BYTE, at) & 0xff) << 8 | (packet.get(JAVA_BYTE, at + 1) & 0xff);
  }

  @SuppressWarnings("restricted")
  private static Object call(String name, MemoryLayout answer, Object... arguments) {
    MemoryLayout[] layouts = new MemoryLayout[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      layouts[i] = arguments[i] instanceof Long ? JAVA_LONG : JAVA_INT;
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle handle =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(answer, layouts));
    try {
      return handle.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    var _ = call("close", JAVA_INT, socket);
    arena.close();
  }
}
