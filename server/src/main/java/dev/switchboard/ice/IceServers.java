// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.ice;

import dev.switchboard.config.HostName;
import dev.switchboard.config.Ice;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.text.Utf8;
import dev.switchboard.turn.RestCredentials;
import dev.switchboard.turn.RestCredentials.Credential;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The list of STUN and TURN servers that a client gets: the W3C's `RTCIceServer[]`, with a
/// credential that is bound to the peer and expires.
///
/// The servers are those that the configuration names, else the one inside, as soon as it runs, on
/// the host by which the client has reached us. Any thread.
public final class IceServers {
  private final Ice config;
  private final InstantSource clock;
  private final RestCredentials shared;
  private final LongAdder minted = new LongAdder();
  private volatile @Nullable OwnTurn own;

  public IceServers(Ice config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    // An empty key is none; then there is no TURN server in the list to use it for.
    this.shared = new RestCredentials(config.secret().isEmpty() ? "-" : config.secret(), clock);
  }

  /// The TURN server inside is up: from now on clients are told of it, unless the configuration
  /// names others.
  public void serve(OwnTurn turn) {
    own = turn;
  }

  /// The array as JSON. `host` is the `Host` by which the client has reached us, `peer` who it is.
  public Utf8 list(String host, Utf8 peer) {
    OwnTurn turn = own;
    JsonWriter out = new JsonWriter().beginArray();
    if (!config.servers().isEmpty()) {
      write(out, config.servers(), shared, peer);
    } else if (turn != null) {
      String reached = HostName.ofAuthority(host).map(HostName::text).orElse(turn.address());
      write(out, urls(turn, reached), turn.credentials(), peer);
    }
    return out.endArray().view();
  }

  /// How long a list is good, in seconds; zero where nothing in it expires.
  public long seconds() {
    boolean expires = config.servers().isEmpty() ? own != null : !config.secret().isEmpty();
    return expires ? config.lifetime().toSeconds() : 0;
  }

  /// How many credentials have been made.
  public long minted() {
    return minted.sum();
  }

  private void write(JsonWriter out, List<String> urls, RestCredentials credentials, Utf8 peer) {
    List<String> stun = urls.stream().filter(Predicate.not(Ice::isTurn)).toList();
    List<String> turn = urls.stream().filter(Ice::isTurn).toList();
    if (!stun.isEmpty()) {
      write(out.beginObject(), stun);
      out.endObject();
    }
    if (!turn.isEmpty()) {
      Duration lifetime = config.lifetime();
      Credential login = credentials.mint(peer.toString(), clock.instant().plus(lifetime));
      minted.increment();
      write(out.beginObject(), turn);
      out.string("username", login.username()).string("credential", login.password()).endObject();
    }
  }

  private static void write(JsonWriter out, List<String> urls) {
    out.beginArray("urls");
    for (String url : urls) {
      out.string(Utf8.of(url));
    }
    out.endArray();
  }

  /// UDP first: it is what media want. TLS last, for networks that let nothing else out.
  private static List<String> urls(OwnTurn turn, String host) {
    List<String> urls = new ArrayList<>();
    if (host.isEmpty()) {
      return urls;
    }
    if (turn.udp() > 0) {
      urls.add("stun:" + host + ":" + turn.udp());
      urls.add("turn:" + host + ":" + turn.udp() + "?transport=udp");
    }
    if (turn.tcp() > 0) {
      urls.add("turn:" + host + ":" + turn.tcp() + "?transport=tcp");
    }
    if (turn.tls() > 0) {
      urls.add("turns:" + host + ":" + turn.tls() + "?transport=tcp");
    }
    return urls;
  }
}
