// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The event loops that a server lives on, its own or somebody else's. Immutable; any thread.
///
/// @param borrowed whether somebody else ends them
record Loops(IoEventLoopGroup group, TurnTransport transport, boolean borrowed) {

  /// @param count 0 means one for each processor
  static Loops own(TurnTransport transport, int count) {
    int loops = count > 0 ? count : Runtime.getRuntime().availableProcessors();
    return new Loops(
        new MultiThreadIoEventLoopGroup(loops, transport.handlers()), transport, false);
  }

  static Loops borrowed(IoEventLoopGroup group) {
    return new Loops(group, TurnTransport.of(group), true);
  }

  List<IoEventLoop> all() {
    List<IoEventLoop> all = new ArrayList<>();
    for (EventExecutor loop : group) {
      all.add((IoEventLoop) loop);
    }
    return all;
  }

  void end() {
    if (!borrowed) {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }
}
