// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import com.microsoft.playwright.Page;
import dev.switchboard.it.ServerProcess;
import java.util.List;
import java.util.Map;

/// A page with PeerJS on it, used by somebody who knows nothing of Switchboard.
final class PeerJsPage {

  /// Frames that are not chance.
  private static final int SOME_FRAMES = 5;

  private final Person person;
  private final Page page;

  private PeerJsPage(Person person) {
    this.person = person;
    this.page = person.page();
  }

  /// Opens it under the person's handle, which is its id.
  static PeerJsPage of(Person person, String site, ServerProcess server) {
    person.goesByHandle();
    PeerJsPage opened = withId(person, person.handle(), site, server);
    opened.isTold("is " + person.handle());
    return opened;
  }

  /// Opens it and asks for this id.
  static PeerJsPage withId(Person person, String id, String site, ServerProcess server) {
    return open(person, site, server, "&id=" + id);
  }

  /// Opens it and takes whatever id the server gives it.
  static PeerJsPage withoutId(Person person, String site, ServerProcess server) {
    return open(person, site, server, "");
  }

  Person person() {
    return person;
  }

  String id() {
    Wait.until("an id", page, () -> (boolean) page.evaluate("!!peer?.open"));
    return (String) page.evaluate("peer.id");
  }

  void connectsTo(String id) {
    page.evaluate("id => { watch(peer.connect(id)); }", id);
  }

  void says(String text) {
    page.evaluate("text => { talk.send(text); }", text);
  }

  void calls(String id) {
    page.evaluate("id => { show(peer.call(id, own)); }", id);
  }

  /// The other side hung up, or never wanted to talk: PeerJS has no event for the latter.
  void isLeft() {
    Wait.until("the end", page, () -> (boolean) page.evaluate("!call.peerConnection"));
  }

  void hangsUp() {
    page.evaluate("() => { call.close(); }");
  }

  void losesItsSocketAndReconnects() {
    page.evaluate("() => { peer.disconnect(); peer.reconnect(); }");
  }

  void isTold(String what) {
    Wait.until(() -> what + " in " + told(), page, () -> told().contains(what));
  }

  /// The other's picture moves.
  void sees() {
    double before = received("frames");
    Wait.until("frames", page, () -> received("frames") > before + SOME_FRAMES);
  }

  /// The other's sound arrives and is not silence.
  void hears() {
    double before = received("energy");
    Wait.until("sound", page, () -> received("energy") > before + 1e-5);
  }

  private List<?> told() {
    return (List<?>) page.evaluate("told");
  }

  private double received(String what) {
    Object sum = page.locator("#other").evaluate("video => watched.received(video)");
    return ((Number) ((Map<?, ?>) sum).get(what)).doubleValue();
  }

  private static PeerJsPage open(Person person, String site, ServerProcess server, String more) {
    person.expecting("asked a stranger: " + server.url() + "peerjs/");
    person.expecting("asked a stranger: " + server.url().replaceFirst("http", "ws") + "peerjs/");
    PeerJsPage opened = new PeerJsPage(person);
    opened.page.navigate(site + "peerjs.html?path=/peerjs&port=" + server.port() + more);
    return opened;
  }
}
