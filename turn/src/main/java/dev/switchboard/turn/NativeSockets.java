// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandle;
import java.io.IOException;

/// Opens sockets of Linux on one loop of epoll or io_uring, and holds the batch they share.
/// Confined to the loop.
final class NativeSockets implements UdpSockets {
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int SO_REUSEPORT = 15;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;

  private static final int IPPROTO_IP = 0;
  private static final int IP_RECVERR = 11;
  private static final int IPV6_RECVERR = 25;

  /// A door takes what all clients of a loop send between two looks.
  private static final int DOOR_BUFFER = 4 << 20;

  private final IoEventLoop loop;
  private final boolean together;
  private final PacketBatch batch;

  NativeSockets(IoEventLoop loop) {
    this(loop, SegmentedSender.isSupported(), SegmentedReceiver.isSupported());
  }

  /// @param shares false sends every packet by itself
  /// @param together false receives every packet by itself
  NativeSockets(IoEventLoop loop, boolean shares, boolean together) {
    this.loop = loop;
    this.together = together;
    this.batch = new PacketBatch(loop, shares, together);
  }

  @Override
  public boolean canSendWhole() {
    return true;
  }

  @Override
  public UdpSocket open(Endpoint local, boolean door, UdpSocket.Receiver receiver)
      throws IOException {
    int family = local.ip().isV6() ? Libc.AF_INET6 : Libc.AF_INET;
    int fd = Libc.datagramSocket(family);
    if (fd < 0) {
      throw new IOException("udp: no socket to be had for " + local);
    }
    batch.name(family, local.ip(), local.port());
    int port = bind(fd, family, door);
    if (port < 0) {
      Libc.close(fd);
      throw new IOException("udp: cannot listen on " + local);
    }
    return watch(new NativeSocket(fd, new Endpoint(local.ip(), port), door, batch, receiver));
  }

  /// The real port, or negative.
  private int bind(int fd, int family, boolean door) {
    option(fd, IPPROTO_IPV6, IPV6_V6ONLY, 1);
    if (together) {
      batch.putInt(1);
      SegmentedReceiver.ask(fd, batch.intAddress());
    }
    if (door) {
      option(fd, SOL_SOCKET, SO_REUSEPORT, 1);
      option(fd, SOL_SOCKET, SO_RCVBUF, DOOR_BUFFER);
      option(fd, SOL_SOCKET, SO_SNDBUF, DOOR_BUFFER);
    } else {
      option(fd, IPPROTO_IP, IP_RECVERR, 1);
      option(fd, IPPROTO_IPV6, IPV6_RECVERR, 1);
      batch.mayFragment(fd, family, true);
    }
    int length = family == Libc.AF_INET ? PacketBatch.V4_NAME : PacketBatch.V6_NAME;
    if (Libc.bind(fd, batch.nameAddress(), length) != 0) {
      return -1;
    }
    batch.putInt(length);
    return Libc.getsockname(fd, batch.nameAddress(), batch.intAddress()) == 0
        ? batch.namedPort()
        : -1;
  }

  /// Options are wishes: V6ONLY means nothing to IPv4, and buffers are as large as the system lets.
  private void option(int fd, int level, int option, int value) {
    batch.putInt(value);
    Libc.setsockopt(fd, level, option, batch.intAddress());
  }

  private UdpSocket watch(NativeSocket socket) throws IOException {
    try {
      if (loop.isCompatible(EpollIoHandle.class)) {
        EpollWatch.begin(socket, loop);
      } else {
        UringWatch.begin(socket, loop);
      }
      return socket;
    } catch (IOException e) {
      socket.close(() -> {});
      throw e;
    }
  }
}
