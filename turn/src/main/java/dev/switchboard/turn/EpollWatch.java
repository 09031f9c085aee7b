// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import java.io.IOException;

/// Watches a socket with epoll, level-triggered: what one burst leaves is announced again. Confined
/// to its loop.
final class EpollWatch implements EpollIoHandle, NativeSocket.Watch {
  private final NativeSocket socket;
  private final FileDescriptor descriptor;
  private final IoRegistration registration;

  private EpollWatch(NativeSocket socket, IoEventLoop loop) throws IOException {
    this.socket = socket;
    this.descriptor = new FileDescriptor(socket.number());
    // On its own loop, this happens at once.
    Future<IoRegistration> registered = loop.register(this);
    if (!registered.isSuccess()) {
      throw new IOException("udp: cannot watch " + socket.local(), registered.cause());
    }
    this.registration = registered.getNow();
  }

  static void begin(NativeSocket socket, IoEventLoop loop) throws IOException {
    EpollWatch watch = new EpollWatch(socket, loop);
    socket.watchedBy(watch);
    watch.registration.submit(EpollIoOps.EPOLLIN);
  }

  @Override
  public FileDescriptor fd() {
    return descriptor;
  }

  @Override
  public void handle(IoRegistration registered, IoEvent event) {
    socket.readyAgain(((EpollIoEvent) event).ops().contains(EpollIoOps.EPOLLERR));
  }

  @Override
  public void end(NativeSocket closing) {
    registration.cancel();
    closing.closed();
  }

  /// The loop ends.
  @Override
  public void close() {
    socket.end();
  }
}
