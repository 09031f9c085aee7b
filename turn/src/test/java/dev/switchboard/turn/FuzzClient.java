// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.ConnectionId;
import dev.switchboard.turn.stun.Draft;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.MobilityTicket;
import dev.switchboard.turn.stun.Nonce;
import dev.switchboard.turn.stun.PasswordAlgorithm;
import dev.switchboard.turn.stun.ReceivedStun;
import dev.switchboard.turn.stun.ReservationToken;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunKey;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunReader;
import dev.switchboard.turn.stun.XorRelayedAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A client of the fuzzer: knows what a client has to know to be let in, and asks for anything. One
/// thread.
final class FuzzClient {
  private static final String REALM = "switchboard";
  private static final int REALM_TYPE = 0x0014;
  private static final int NONCE_TYPE = 0x0015;
  private static final int XOR_PEER_ADDRESS = 0x0012;
  private static final int CHANNEL_NUMBER = 0x000c;
  private static final int MOBILITY_TICKET = 0x8030;
  private static final int REFRESH = StunMethod.REFRESH.type(StunClass.REQUEST);
  private static final int CONNECTION_ID = 0x002a;
  private static final int RESERVATION = 0x0022;
  private static final byte[] OFFERED = {0, 2, 0, 0, 0, 1, 0, 0};
  private static final byte[] CHOSEN = {0, 2, 0, 0};

  final Endpoint address;
  final List<Endpoint> relays = new ArrayList<>();
  FuzzWorld.FuzzStream stream;

  private final Random random;
  private final String user;
  private final int algorithm;
  private final StunKey key;
  private String nonce = "";
  private long token;
  private int[] connection = {0};
  private Map<Endpoint, String> told = new HashMap<>();
  private byte[][] ticket = {new byte[0]};

  /// Whether its stream carries the data of a peer, and no messages any more.
  boolean carriesData;

  FuzzClient(Endpoint address, String user, int algorithm, Random random) {
    this.address = address;
    this.user = user;
    this.algorithm = algorithm;
    this.random = random;
    this.key =
        algorithm == PasswordAlgorithm.SHA256
            ? StunKey.sha256(user, REALM, "labpass")
            : StunKey.md5(user, REALM, "labpass");
  }

  /// Shares the number of the newest connection with others, who may bind it, and the newest
  /// ticket, by which they may take over an allocation of the same user.
  FuzzClient sharing(int[] connections, byte[][] tickets, Map<Endpoint, String> owners) {
    told = owners;
    connection = connections;
    ticket = tickets;
    return this;
  }

  void know(String fresh) {
    nonce = fresh;
  }

  String user() {
    return user;
  }

  /// The newest one.
  long token() {
    return token;
  }

  StunKey key() {
    return key;
  }

  /// A message of the corpus in this client's words, mostly right.
  byte[] say(Draft sample, Endpoint peer) {
    Draft draft = sample.copy();
    if (random.nextInt(20) != 0) {
      draft.renumber(random);
    }
    draft.put(XOR_PEER_ADDRESS, draft.hidden(peer));
    int number = random.nextInt(10) == 0 ? random.nextInt(10) : peer.port() % 10;
    draft.put(CHANNEL_NUMBER, new byte[] {0x40, (byte) number, 0, 0});
    draft.put(RESERVATION, ByteBuffer.allocate(8).putLong(token).array());
    draft.put(MOBILITY_TICKET, draft.type() == REFRESH ? ticket[0] : new byte[0]);
    draft.put(CONNECTION_ID, ByteBuffer.allocate(4).putInt(connection[0]).array());
    draft.put(Draft.USERNAME, bytes(user)).put(REALM_TYPE, bytes(REALM));
    draft.put(NONCE_TYPE, bytes(nonce));
    boolean signed = draft.has(NONCE_TYPE);
    if (signed && algorithm == PasswordAlgorithm.SHA256) {
      draft.add(0x8002, OFFERED).add(0x001d, CHOSEN);
    }
    for (int changes = Math.max(0, random.nextInt(8) - 4); changes > 0; changes--) {
      draft.mutate(random);
    }
    draft.write();
    if (signed) {
      sign(draft);
    }
    return finish(draft);
  }

  /// The same without any mistake.
  byte[] signed(Draft draft) {
    draft.add(Draft.USERNAME, bytes(user)).add(REALM_TYPE, bytes(REALM));
    return draft.add(NONCE_TYPE, bytes(nonce)).write().sign(key).bytes();
  }

  private void sign(Draft draft) {
    int how = random.nextInt(40);
    if (how == 0) {
      draft.sign(StunKey.shortTerm("guess"));
    } else if (how == 1) {
      draft.sign(key).signSha256(key, 32);
    } else if (how == 2) {
      draft.signSha256(key, 16 + 4 * random.nextInt(5));
    } else if (algorithm == PasswordAlgorithm.SHA256) {
      draft.signSha256(key, 32);
    } else {
      draft.sign(key);
    }
    if (random.nextInt(30) == 0) {
      draft.append(0x000d, new byte[4]);
    }
  }

  private byte[] finish(Draft draft) {
    if (random.nextInt(4) == 0) {
      draft.fingerprint();
    }
    byte[] bytes = draft.bytes();
    if (random.nextInt(15) == 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Reads an answer and keeps what the next request needs. Throws [Malformed] where it is none.
  ReceivedStun hear(byte[] bytes, int length) {
    ReceivedStun received = StunReader.read(bytes, length);
    StunMessage message = received.message();
    for (StunAttribute attribute : message.attributes()) {
      switch (attribute) {
        case Nonce fresh -> nonce = fresh.value();
        case ConnectionId fresh -> connection[0] = fresh.id();
        case MobilityTicket fresh -> ticket[0] = fresh.value().toBytes();
        case ReservationToken kept -> token = kept.token();
        case XorRelayedAddress relay when message.kind() == StunClass.SUCCESS -> {
          told.put(relay.endpoint(), user);
          relays.add(relay.endpoint());
          if (relays.size() > 4) {
            relays.removeFirst();
          }
        }
        default -> {}
      }
    }
    carriesData |=
        message.kind() == StunClass.SUCCESS && message.method() == StunMethod.CONNECTION_BIND;
    return received;
  }
}
