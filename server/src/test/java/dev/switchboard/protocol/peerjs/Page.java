// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.app.Switchboard;
import dev.switchboard.protocol.Puppet;

/// A page with PeerJS on it, as a server sees it.
final class Page implements AutoCloseable {
  static final String OPEN = "{\"type\":\"OPEN\"}";

  private final String id;
  private final Puppet puppet;

  private Page(String id, Puppet puppet) {
    this.id = id;
    this.puppet = puppet;
  }

  /// Has its id.
  static Page open(Switchboard server, String id) {
    return dial(server, id, "token-of-" + id).hears(OPEN);
  }

  /// Asks for the id, and waits for nothing.
  static Page dial(Switchboard server, String id, String token) {
    return at(
        server, id, "/peerjs/peerjs?key=peerjs&id=" + id + "&token=" + token + "&version=1.5.4");
  }

  static Page at(Switchboard server, String id, String address) {
    return new Page(id, Puppet.connect(server.port(), address, ""));
  }

  Page says(String frame) {
    puppet.say(frame);
    return this;
  }

  Page says(String type, String to, String payload) {
    return says("{\"type\":\"%s\",\"payload\":%s,\"dst\":\"%s\"}".formatted(type, payload, to));
  }

  Page saysBinary(byte[] frame) {
    puppet.sayBinary(frame);
    return this;
  }

  /// Returns when the server has taken in all that it said: what others do next comes after that.
  Page settles() {
    puppet.settle();
    return this;
  }

  Page beats() {
    return says("{\"type\":\"HEARTBEAT\"}");
  }

  Page hears(String frame) {
    assertThat(puppet.hear()).isEqualTo(frame);
    return this;
  }

  Page hears(String type, Page from, String payload) {
    return hears(
        "{\"type\":\"%s\",\"src\":\"%s\",\"dst\":\"%s\",\"payload\":%s}"
            .formatted(type, from.id, id, payload));
  }

  String hear() {
    return puppet.hear();
  }

  /// Whatever it was told before has been heard: what it says to itself comes next.
  Page hearsNothing() {
    says("CANDIDATE", id, "\"echo\"");
    return hears("CANDIDATE", this, "\"echo\"");
  }

  int closeCode() {
    return puppet.closeCode();
  }

  boolean isClosed() {
    return puppet.isClosed();
  }

  void goodbye() {
    puppet.goodbye();
    assertThat(closeCode()).isEqualTo(1000);
  }

  @Override
  public void close() {
    puppet.close();
  }
}
