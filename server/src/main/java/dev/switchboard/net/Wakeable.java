// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A handler that can stand in a [Loop]'s list of those to be drained: at most once, linked through
/// itself.
abstract class Wakeable extends ChannelInboundHandlerAdapter {
  private static final VarHandle CLAIMED = claimed();

  /// The loop's business only.
  @Nullable Wakeable next;

  @SuppressWarnings("unused") // written through CLAIMED
  private volatile boolean claimed;

  /// False when it is in the list already.
  final boolean claimWake() {
    return !claimed && CLAIMED.compareAndSet(this, false, true);
  }

  /// Before draining, so that a wake during it is not lost.
  final void releaseWake() {
    claimed = false;
  }

  abstract void drained();

  /// Something of ours threw: costs this one connection, and no other on its loop.
  abstract void failed(Throwable bug);

  private static VarHandle claimed() {
    try {
      return MethodHandles.lookup().findVarHandle(Wakeable.class, "claimed", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
