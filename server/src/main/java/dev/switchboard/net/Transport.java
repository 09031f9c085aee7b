// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringBufferRingConfig;
import io.netty.channel.uring.IoUringFixedBufferRingAllocator;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;

/// What drives the sockets, best first.
public enum Transport {
  IO_URING("io_uring"),
  EPOLL("epoll"),
  NIO("nio");

  static final short BUFFER_GROUP = 0;
  private static final short RING_BUFFERS = 256;
  static final int RING_BUFFER_BYTES = 16 << 10;

  /// The kernel finds the read of a socket that is closed in a hash table whose size follows from
  /// this one, and which it makes no larger than here.
  private static final int COMPLETIONS = 8 << 10;

  private final String shown;

  Transport(String shown) {
    this.shown = shown;
  }

  public String shown() {
    return shown;
  }

  /// The best that this machine can do.
  public static Transport best() {
    for (Transport transport : values()) {
      if (transport.isAvailable()) {
        return transport;
      }
    }
    return NIO;
  }

  public boolean isAvailable() {
    return switch (this) {
      case IO_URING -> IoUring.isAvailable();
      case EPOLL -> Epoll.isAvailable();
      case NIO -> true;
    };
  }

  IoHandlerFactory handlers() {
    return switch (this) {
      case IO_URING -> IoUringIoHandler.newFactory(ring());
      case EPOLL -> EpollIoHandler.newFactory();
      case NIO -> NioIoHandler.newFactory();
    };
  }

  /// Whether io_uring can read into a ring of buffers that all sockets of a loop share. Without it,
  /// every idle connection would hold a read buffer of its own.
  boolean hasSharedBuffers() {
    return this == IO_URING && IoUring.isRegisterBufferRingSupported();
  }

  private IoUringIoHandlerConfig ring() {
    IoUringIoHandlerConfig config =
        new IoUringIoHandlerConfig().setSingleIssuer(true).setCqSize(COMPLETIONS);
    if (hasSharedBuffers()) {
      config.setBufferRingConfig(
          IoUringBufferRingConfig.builder()
              .bufferGroupId(BUFFER_GROUP)
              .bufferRingSize(RING_BUFFERS)
              .batchSize(RING_BUFFERS)
              .allocator(new IoUringFixedBufferRingAllocator(RING_BUFFER_BYTES))
              .build());
    }
    return config;
  }

  Class<? extends ServerChannel> channel() {
    return switch (this) {
      case IO_URING -> IoUringServerSocketChannel.class;
      case EPOLL -> EpollServerSocketChannel.class;
      case NIO -> NioServerSocketChannel.class;
    };
  }
}
