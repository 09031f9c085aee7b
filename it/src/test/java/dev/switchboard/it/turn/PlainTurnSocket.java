// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.turn;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/// Makes ice4j speak TURN over TCP as RFC 8656 has it: takes off the length that ice4j puts before
/// each message, and puts one before each that comes. Used by one reader and one writer.
final class PlainTurnSocket extends Socket {
  private static final int FRAME_HEADER = 2;
  private static final int STUN_HEADER = 20;
  private static final int CHANNEL_HEADER = 4;

  PlainTurnSocket(InetSocketAddress server) throws IOException {
    connect(server);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new Unframed(super.getOutputStream());
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Framed(super.getInputStream());
  }

  /// Collects a frame, and writes what is in it.
  private static final class Unframed extends FilterOutputStream {
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();

    Unframed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int i = 0; i < length; i++) {
        write(bytes[offset + i]);
      }
    }

    @Override
    public void write(int next) throws IOException {
      frame.write(next);
      byte[] bytes = frame.toByteArray();
      if (bytes.length >= FRAME_HEADER
          && bytes.length == FRAME_HEADER + (ByteBuffer.wrap(bytes).getShort() & 0xffff)) {
        frame.reset();
        out.write(bytes, FRAME_HEADER, bytes.length - FRAME_HEADER);
        out.flush();
      }
    }
  }

  /// Reads a message, and hands it over as a frame.
  private static final class Framed extends InputStream {
    private final DataInputStream in;
    private ByteBuffer frame = ByteBuffer.allocate(0);

    Framed(InputStream in) {
      this.in = new DataInputStream(in);
    }

    @Override
    public int read() throws IOException {
      if (!frame.hasRemaining() && !fill()) {
        return -1;
      }
      return frame.get() & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (!frame.hasRemaining() && !fill()) {
        return -1;
      }
      int some = Math.min(length, frame.remaining());
      frame.get(bytes, offset, some);
      return some;
    }

    private boolean fill() throws IOException {
      int first = in.read();
      if (first < 0) {
        return false;
      }
      int type = first << 8 | in.readUnsignedByte();
      int length = in.readUnsignedShort();
      boolean data = (first & 0xc0) == 0x40;
      int whole = length + (data ? CHANNEL_HEADER : STUN_HEADER);
      frame = ByteBuffer.allocate(FRAME_HEADER + whole);
      frame.putShort((short) whole).putShort((short) type).putShort((short) length);
      in.readFully(frame.array(), frame.position(), frame.remaining());
      in.skipNBytes(data ? -length & 3 : 0);
      frame.position(0);
      return true;
    }
  }
}
