// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Sends the packets of one socket with one call, and lets neighbours of one destination and one
/// size share a way through the kernel (UDP_SEGMENT, "GSO"); the last of them may be shorter. The
/// packets stay where they are. Belongs to a [PacketBatch], and is confined to its loop.
///
/// ```
///   headers   mmsghdr, one for each way through the kernel
///   vectors   iovec, one for each packet; those of one header follow each other
///   controls  cmsghdr with the size of a segment, one for each header
///   error     errno of the last call
/// ```
final class SegmentedSender {
  // Of linux/udp.h and errno.h.
  private static final int IPPROTO_UDP = 17;
  private static final int UDP_SEGMENT = 103;
  private static final int EIO = 5;
  private static final int EINVAL = 22;
  private static final int EMSGSIZE = 90;
  private static final int EOPNOTSUPP = 95;

  private static final int MOST_SEGMENTS = 64;
  private static final int MOST_BYTES = 65_535 - 40 - 8;

  private static final int HEADER = 64;
  private static final int VECTOR = 16;
  private static final int CONTROL = 24;
  private static final int CONTROL_LENGTH = 18;
  private static final int NONE = -1;
  private static final int ANY = Integer.MAX_VALUE;

  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private final MemorySegment names;
  private final MemorySegment memory;
  private final MemorySegment error;
  private final long vectorsAt;
  private final long controlsAt;

  /// Packets above this size go alone, because larger segments were refused.
  private int mostSegment;

  private int headers;
  private int vectors;
  private int nameLength;

  // The last header: where it goes, how large its segments are and what it holds.
  private long name;
  private int segment;
  private int segments;
  private int bytes;

  /// @param names what names are given as offsets into
  /// @param packets how many there are at most
  /// @param mayShare false keeps all apart
  SegmentedSender(MemorySegment names, int packets, boolean mayShare) {
    this.names = names;
    this.vectorsAt = (long) packets * HEADER;
    this.controlsAt = vectorsAt + (long) packets * VECTOR;
    long errorAt = controlsAt + (long) packets * CONTROL;
    this.memory = Arena.ofAuto().allocate(errorAt + Integer.BYTES, 64);
    this.error = memory.asSlice(errorAt, Integer.BYTES);
    this.mostSegment = mayShare ? UdpSocket.MOST : 0;
    for (int header = 0; header < packets; header++) {
      long control = controlsAt + (long) header * CONTROL;
      memory.set(LONG, control, CONTROL_LENGTH);
      memory.set(INT, control + 8, IPPROTO_UDP);
      memory.set(INT, control + 12, UDP_SEGMENT);
      memory.set(LONG, headerAt(header) + 32, memory.address() + control);
    }
  }

  /// Whether this kernel has it, from 4.18 on.
  static boolean isSupported() {
    int fd = Libc.datagramSocket(Libc.AF_INET);
    if (fd < 0) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      long none = arena.allocate(INT).address();
      return Libc.setsockopt(fd, IPPROTO_UDP, UDP_SEGMENT, none) == 0;
    } finally {
      Libc.close(fd);
    }
  }

  private static long headerAt(int header) {
    return (long) header * HEADER;
  }

  void begin(int lengthOfNames) {
    headers = 0;
    vectors = 0;
    segment = NONE;
    nameLength = lengthOfNames;
  }

  /// One more packet, at that address.
  void add(long to, long packet, int size) {
    long vector = vectorsAt + (long) vectors++ * VECTOR;
    memory.set(LONG, vector, packet);
    memory.set(LONG, vector + 8, size);
    if (fits(to, size)) {
      join(size);
      return;
    }
    long header = headerAt(headers++);
    memory.set(LONG, header, names.address() + to);
    memory.set(INT, header + 8, nameLength);
    memory.set(LONG, header + 16, memory.address() + vector);
    memory.set(LONG, header + 24, 1);
    memory.set(LONG, header + 40, 0);
    name = to;
    segment = size <= mostSegment ? size : NONE;
    segments = 1;
    bytes = size;
  }

  /// An empty packet would be no segment at all.
  private boolean fits(long to, int size) {
    return size > 0
        && size <= segment
        && segments < MOST_SEGMENTS
        && bytes + size <= MOST_BYTES
        && isSame(name, to);
  }

  private boolean isSame(long one, long other) {
    // Family, port, and for IPv4 the address; the rest of its name means nothing.
    return names.get(LONG, one) == names.get(LONG, other)
        && (nameLength == PacketBatch.V4_NAME
            || (names.get(LONG, one + 8) == names.get(LONG, other + 8)
                && names.get(LONG, one + 16) == names.get(LONG, other + 16)));
  }

  private void join(int size) {
    int last = headers - 1;
    segments++;
    bytes += size;
    memory.set(LONG, headerAt(last) + 24, segments);
    if (segments == 2) {
      memory.set(LONG, headerAt(last) + 40, CONTROL);
      memory.set(SHORT, controlsAt + (long) last * CONTROL + 16, (short) segment);
    }
    if (size < segment) {
      segment = NONE;
    }
  }

  /// What cannot be sent, because a peer is unreachable or a buffer full, is lost, and the rest
  /// goes on.
  void send(int fd) {
    boolean again = true;
    for (int done = 0; done < headers; ) {
      int sent = Libc.sendmmsg(fd, memory.address() + headerAt(done), headers - done, error);
      if (sent > 0) {
        done += sent;
        again = true;
      } else {
        int accepted = refused(done);
        if (again && accepted == ANY) {
          // An error that another packet met is told here once; it is not this one's.
          again = false;
          continue;
        }
        // What cannot be sent apart either says nothing about sharing.
        if (sendApart(fd, done++)) {
          mostSegment = Math.min(mostSegment, accepted);
        }
        again = true;
      }
    }
  }

  /// Which segments the kernel may still accept, where it seems to be the sharing that was not to
  /// its liking. Segments must fit the MTU; what goes through IPsec, or a device that computes no
  /// checksums, cannot be cut at all.
  private int refused(int header) {
    if (memory.get(LONG, headerAt(header) + 24) == 1) {
      return ANY;
    }
    int refused = memory.get(SHORT, controlsAt + (long) header * CONTROL + 16);
    return switch (error.get(INT, 0)) {
      case EINVAL, EMSGSIZE -> refused - 1;
      case EIO, EOPNOTSUPP -> 0;
      default -> ANY;
    };
  }

  /// A packet by itself has had its two tries. Whether any of them went.
  private boolean sendApart(int fd, int index) {
    long header = headerAt(index);
    long count = memory.get(LONG, header + 24);
    long to = memory.get(LONG, header);
    long vector = memory.get(LONG, header + 16) - memory.address();
    boolean went = false;
    for (int i = 0; i < count && count > 1; i++, vector += VECTOR) {
      long bytes = memory.get(LONG, vector);
      went |= Libc.sendto(fd, bytes, memory.get(LONG, vector + 8), to, nameLength) >= 0;
    }
    return went;
  }
}
