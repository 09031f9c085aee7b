// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.app;

import dev.switchboard.auth.PeerSecrets;
import dev.switchboard.config.Links;
import dev.switchboard.hub.Hub;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.net.Origins;
import dev.switchboard.protocol.Protocol;
import dev.switchboard.protocol.Tally;
import dev.switchboard.protocol.plain.PlainProtocol;
import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.List;

/// The list of wire protocols, one line each.
final class Protocols {
  private Protocols() {}

  static List<Protocol> of(Hub hub, PeerSecrets secrets, Tally tally, Links links) {
    var words = new PlainProtocol.Words(ice(links), "switchboard/" + Version.current());
    return List.of(new PlainProtocol(hub, secrets, tally, origins(links), words));
  }

  /// The sites that were named, and our own as the world knows it: a proxy may hide that from us.
  private static Origins origins(Links links) {
    List<String> allowed = new ArrayList<>(links.origins());
    links
        .publicUrl()
        .ifPresent(url -> allowed.add(url.getScheme() + "://" + url.getRawAuthority()));
    return new Origins(allowed);
  }

  /// The configured servers as the `RTCIceServer` array that browsers take.
  private static Utf8 ice(Links links) {
    JsonWriter out = new JsonWriter().beginObject().beginArray("ice");
    for (String url : links.iceServers()) {
      out.beginObject().string("urls", url).endObject();
    }
    String whole = out.endArray().view().toString();
    return Utf8.of(whole.substring(whole.indexOf('[')));
  }
}
