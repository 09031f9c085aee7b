// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Knows who is there, counts them by address, and turns away those above the limits. Any thread.
final class Doorman {
  private static final byte[] FULL =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final NetLimits limits;
  private final AtomicInteger all = new AtomicInteger();
  private final Set<Channel> inside = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
  private volatile boolean shut;

  Doorman(NetLimits limits) {
    this.limits = limits;
  }

  /// False when the channel was turned away.
  boolean admit(Channel channel) {
    InetAddress address = address(channel);
    int there = byAddress.merge(address, 1, Integer::sum);
    int everybody = all.incrementAndGet();
    inside.add(channel);
    channel.closeFuture().addListener(_ -> left(channel, address));
    if (shut) {
      channel.close();
      return false;
    }
    if (everybody <= limits.connections() && there <= limits.connectionsPerAddress()) {
      return true;
    }
    channel.writeAndFlush(Unpooled.wrappedBuffer(FULL)).addListener(ChannelFutureListener.CLOSE);
    return false;
  }

  int count() {
    return all.get();
  }

  /// Closes every connection, and from now on those that come.
  void shut() {
    shut = true;
    inside.forEach(Channel::close);
  }

  /// Waits until nobody is there, this long at most.
  void awaitNobody(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (count() > 0 && System.nanoTime() - deadline < 0) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void left(Channel channel, InetAddress address) {
    inside.remove(channel);
    all.decrementAndGet();
    byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }

  /// Of the other end of its connection, which may be a proxy.
  static InetAddress address(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress socket
        ? socket.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
