// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.Endpoint;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// A socket of Linux on a loop of Netty's, without a channel: a few dozen bytes, and no objects for
/// a packet. Whoever watches it says when there are packets. Confined to its loop.
final class NativeSocket implements UdpSocket {
  /// The first packet that waits to be sent, and the last: slots of the batch; -1 for none.
  int head = -1;

  int tail = -1;

  private final int descriptor;
  private final Endpoint local;
  private final PacketBatch batch;
  private final Receiver receiver;
  private Watch watch = Watch.NONE;
  private boolean closing;
  private boolean gone;

  /// Whom its owner wants to be told, from when it is closed on.
  private @Nullable Runnable afterwards;

  /// How many packets to ask for, and at least.
  private int asked;

  private final int least;
  private boolean filled;
  private int pass;

  /// @param door whether it is for many, so that there is always one packet more to look for
  NativeSocket(int descriptor, Endpoint local, boolean door, PacketBatch batch, Receiver receiver) {
    this.least = door ? SegmentedReceiver.BURST : 1;
    this.asked = least;
    this.descriptor = descriptor;
    this.local = local;
    this.batch = batch;
    this.receiver = receiver;
  }

  /// Tells a socket of its packets for as long as it is open.
  interface Watch {
    /// For a socket that could not be watched.
    Watch NONE = NativeSocket::closed;

    /// Calls [NativeSocket#closed] as soon as nothing in the kernel looks at the descriptor any
    /// more: at once, or later on the loop.
    void end(NativeSocket socket);
  }

  void watchedBy(Watch watcher) {
    watch = watcher;
  }

  /// Reads one burst. Whether there may be more.
  ///
  /// @param failed whether there are errors to be read too
  boolean ready(boolean failed) {
    if (failed && !closing) {
      batch.receiveErrors(this);
    }
    int most = SegmentedReceiver.BURST;
    return !closing && batch.receive(this, most) == most;
  }

  /// The same for who is told again of what this leaves. Asks for as many packets as there were
  /// last, since to look for one more in vain is a sixth of what it costs to receive one; and for
  /// twice as many where it is told again at once.
  void readyAgain(boolean failed) {
    if (failed && !closing) {
      batch.receiveErrors(this);
    }
    if (closing) {
      return;
    }
    if (filled && batch.passes() - pass <= 1) {
      asked = Math.min(2 * asked, SegmentedReceiver.BURST);
    }
    pass = batch.passes();
    int count = batch.receive(this, asked);
    filled = count == asked;
    asked = Math.max(least, count);
  }

  /// The descriptor; negative once the socket is closing.
  int number() {
    return closing ? -1 : descriptor;
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
  public void sendWhole(ByteBuf packet, long high, long low, int port) {
    batch.sendWhole(this, packet, high, low, port);
  }

  @Override
  public void send(byte[] packet, int length, Endpoint to) {
    batch.send(this, packet, length, to.ip(), to.port());
  }

  @Override
  public void close(Runnable closed) {
    if (afterwards != null) {
      return;
    }
    afterwards = closed;
    if (gone) {
      closed.run();
    } else {
      end();
    }
  }

  /// The owner has closed it, or the loop ends and its owner does not know yet.
  void end() {
    if (!closing) {
      // A client may say goodbye to its peers in the very moment in which it gives up its relay.
      batch.flush(this);
      closing = true;
      watch.end(this);
    }
  }

  /// Only now may the system give the descriptor, and the port, to somebody else.
  void closed() {
    Libc.close(descriptor);
    gone = true;
    if (afterwards != null) {
      afterwards.run();
    }
  }
}
