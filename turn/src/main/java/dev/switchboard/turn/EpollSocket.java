// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import io.netty.buffer.ByteBuf;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import org.jspecify.annotations.Nullable;

/// A socket of Linux on an epoll loop of Netty's, without a channel: a few dozen bytes, and no
/// objects for a packet. Confined to its loop.
final class EpollSocket implements UdpSocket, EpollIoHandle {
  /// The first packet that waits to be sent, and the last: slots of the batch; -1 for none.
  int head = -1;

  int tail = -1;

  private final FileDescriptor descriptor;
  private final Endpoint local;
  private final PacketBatch batch;
  private final Receiver receiver;
  private @Nullable IoRegistration registration;
  private boolean closed;

  EpollSocket(int fd, Endpoint local, PacketBatch batch, Receiver receiver) {
    this.descriptor = new FileDescriptor(fd);
    this.local = local;
    this.batch = batch;
    this.receiver = receiver;
  }

  /// Begins to receive. Level-triggered: what one burst leaves is announced again.
  void start(IoRegistration registered) {
    registration = registered;
    registered.submit(EpollIoOps.EPOLLIN);
  }

  @Override
  public void handle(IoRegistration registered, IoEvent event) {
    if (!closed) {
      batch.receive(this);
    }
  }

  @Override
  public FileDescriptor fd() {
    return descriptor;
  }

  /// The descriptor; negative once closed.
  int number() {
    return closed ? -1 : descriptor.intValue();
  }

  int family() {
    return local.ip().isV6() ? Libc.AF_INET6 : Libc.AF_INET;
  }

  Receiver receiver() {
    return receiver;
  }

  @Override
  public Endpoint local() {
    return local;
  }

  @Override
  public void send(ByteBuf packet, long high, long low, int port) {
    batch.send(this, packet, high, low, port);
  }

  @Override
  public void send(byte[] packet, int length, Endpoint to) {
    batch.send(this, packet, length, to.ip(), to.port());
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    IoRegistration registered = registration;
    if (registered != null) {
      registered.cancel();
    }
    Libc.close(descriptor.intValue());
  }
}
