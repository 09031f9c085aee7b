// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The few calls of Linux that send and receive many datagrams at once, which Java does not offer.
/// Addresses are plain numbers; whoever calls answers for what is there. Any thread may call.
final class Libc {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int MSG_TRUNC = 0x20;

  private static final int MSG_ERRQUEUE = 0x2000;

  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_DONTWAIT = 0x40;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private static final MethodHandle SOCKET = find("socket", INT, INT, INT, INT);
  private static final MethodHandle BIND = find("bind", INT, INT, LONG, INT);
  private static final MethodHandle NAME = find("getsockname", INT, INT, LONG, LONG);
  private static final MethodHandle OPTION = find("setsockopt", INT, INT, INT, INT, LONG, INT);
  private static final MethodHandle CLOSE = find("close", INT, INT);
  private static final MethodHandle RECEIVE = find("recvmmsg", INT, INT, LONG, INT, INT, LONG);
  private static final MethodHandle RECEIVE_ONE = find("recvmsg", LONG, INT, LONG, INT);
  private static final MethodHandle SEND = findWithError("sendmmsg", INT, INT, LONG, INT, INT);
  private static final MethodHandle SEND_ONE =
      find("sendto", LONG, INT, LONG, LONG, INT, LONG, INT);

  private Libc() {}

  @SuppressWarnings("restricted")
  private static MethodHandle find(String name, MemoryLayout answer, MemoryLayout... parameters) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(answer, parameters));
  }

  /// The same with one more argument in front, for the error.
  @SuppressWarnings("restricted")
  private static MethodHandle findWithError(
      String name, MemoryLayout answer, MemoryLayout... parameters) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(answer, parameters),
        Linker.Option.captureCallState("errno"));
  }

  /// Negative where there is none to be had, as with all calls below.
  static int datagramSocket(int family) {
    try {
      return (int) SOCKET.invokeExact(family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int bind(int fd, long name, int length) {
    try {
      return (int) BIND.invokeExact(fd, name, length);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int getsockname(int fd, long name, long length) {
    try {
      return (int) NAME.invokeExact(fd, name, length);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int setsockopt(int fd, int level, int option, long value) {
    try {
      return (int) OPTION.invokeExact(fd, level, option, value, Integer.BYTES);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int close(int fd) {
    try {
      return (int) CLOSE.invokeExact(fd);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// How many messages were received.
  static int recvmmsg(int fd, long headers, int most) {
    try {
      return (int) RECEIVE.invokeExact(fd, headers, most, MSG_DONTWAIT, 0L);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// Takes one error that was met by what the socket sent.
  static long recverror(int fd, long header) {
    try {
      return (long) RECEIVE_ONE.invokeExact(fd, header, MSG_ERRQUEUE | MSG_DONTWAIT);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// How many messages were sent; where the first cannot be, negative, and `error` says why.
  static int sendmmsg(int fd, long headers, int count, MemorySegment error) {
    try {
      return (int) SEND.invokeExact(error, fd, headers, count, MSG_DONTWAIT);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static long sendto(int fd, long bytes, long length, long name, int nameLength) {
    try {
      return (long) SEND_ONE.invokeExact(fd, bytes, length, MSG_DONTWAIT, name, nameLength);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException(e);
  }
}
