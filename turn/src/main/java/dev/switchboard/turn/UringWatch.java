// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoOps;
import io.netty.util.concurrent.Future;
import java.io.IOException;

/// Watches a socket with io_uring, by a poll that tells of one burst after another until the kernel
/// says that it ended. Confined to its loop.
///
/// ```
///   armed ── event, more to come ──▶ armed
///     │ ─── event, and the last ──▶ armed anew
///     └─ end: cancel ──▶ ending ── the poll's and the cancellation's last events ──▶ closed
/// ```
///
/// The poll holds on to the open file, and with it to the port, whether or not its descriptor is
/// closed; and a poll that is queued, but not yet submitted, names a descriptor which by then could
/// be another's. Hence the descriptor is closed last, when the ring has let go.
final class UringWatch implements IoUringIoHandle, NativeSocket.Watch {
  // Of linux/io_uring.h and poll.h.
  private static final byte POLL_ADD = 6;
  private static final byte ASYNC_CANCEL = 14;
  private static final int POLL_MULTI = 1;
  private static final int COMPLETION_MORE = 2;
  private static final int POLLIN = 1;
  private static final int POLLERR = 8;

  private final NativeSocket socket;
  private final IoEventLoop loop;
  private final IoUringIoOps poll;
  private final IoRegistration registration;
  private final Runnable again = this::readAgain;
  private long armed;
  private boolean readsAgain;
  private boolean ending;

  private UringWatch(NativeSocket socket, IoEventLoop loop) throws IOException {
    this.socket = socket;
    this.loop = loop;
    int length = IoUring.isPollAddMultishotEnabled() ? POLL_MULTI : 0;
    this.poll = operation(POLL_ADD, socket.number(), 0, length, POLLIN);
    // On its own loop, this happens at once.
    Future<IoRegistration> registered = loop.register(this);
    if (!registered.isSuccess()) {
      throw new IOException("udp: cannot watch " + socket.local(), registered.cause());
    }
    this.registration = registered.getNow();
  }

  static void begin(NativeSocket socket, IoEventLoop loop) throws IOException {
    UringWatch watch = new UringWatch(socket, loop);
    socket.watchedBy(watch);
    watch.arm();
  }

  /// The opcode comes back with each event, so no data of our own is needed to tell them apart.
  private static IoUringIoOps operation(
      byte opcode, int descriptor, long target, int length, int flags) {
    short none = 0;
    return new IoUringIoOps(
        opcode, (byte) 0, none, descriptor, 0, target, length, flags, 0L, none, none, 0, 0);
  }

  private void arm() {
    armed = registration.submit(poll);
  }

  @Override
  public void handle(IoRegistration registered, IoEvent event) {
    IoUringIoEvent completion = (IoUringIoEvent) event;
    if (ending || completion.opcode() != POLL_ADD) {
      return;
    }
    if ((completion.flags() & COMPLETION_MORE) == 0) {
      arm();
    }
    boolean failed = completion.res() > 0 && (completion.res() & POLLERR) != 0;
    if (failed || !readsAgain) {
      read(failed);
    }
  }

  /// Unlike epoll the ring tells only of what is new, so what a burst leaves is ours to remember.
  private void read(boolean failed) {
    boolean scheduled = readsAgain;
    readsAgain = socket.ready(failed) || scheduled;
    if (readsAgain && !scheduled) {
      loop.execute(again);
    }
  }

  private void readAgain() {
    readsAgain = false;
    read(false);
  }

  @Override
  public void end(NativeSocket closing) {
    ending = true;
    registration.submit(operation(ASYNC_CANCEL, -1, armed, 0, 0));
    registration.cancel();
  }

  /// All that was submitted has come back.
  @Override
  public void unregistered() {
    socket.closed();
  }

  /// The loop ends.
  @Override
  public void close() {
    socket.end();
  }
}
