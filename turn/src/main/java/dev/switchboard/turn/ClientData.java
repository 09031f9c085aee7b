// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// The client's end of a data connection, in the place of its [StreamClient]: sends on whatever
/// comes. Lives on the loop of that connection, which need not be the allocation's.
final class ClientData extends ChannelInboundHandlerAdapter {
  private final PeerConnection peer;
  private final StreamFlow flow;
  private boolean reading;

  ClientData(PeerConnection peer, StreamFlow flow) {
    this.peer = peer;
    this.flow = flow;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object received) {
    reading = true;
    flow.read((ByteBuf) received);
  }

  /// The reading that brought the ConnectionBind ends here too. Where nothing was behind it, the
  /// first one is asked for.
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!reading) {
      reading = true;
      context.read();
    }
    flow.readComplete();
  }

  /// "When a client data connection is closed, the server MUST close the corresponding peer data
  /// connection." (RFC 6062 §5.5)
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    flow.readComplete();
    peer.clientClosed();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    flow.release();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
