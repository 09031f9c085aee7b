// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

/// How sockets are driven; which ones a machine can do is found out at start.
public enum Transport {
  /// The best the machine can do: io_uring, else epoll, else nio.
  AUTO,
  IO_URING,
  EPOLL,
  NIO
}
