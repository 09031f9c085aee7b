// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// What must not happen on a page behind a test's back: errors, alert boxes, and words with anybody
/// but the server.
final class Complaints {

  private final String who;
  private final String host;
  private final List<String> heard = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();

  /// @param who for the message
  /// @param site the only address that pages may talk to
  Complaints(String who, String site) {
    this.who = who;
    this.host = URI.create(site).getAuthority();
  }

  void listenTo(Page page) {
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        add("console: " + message.text() + " (" + message.location() + ")");
      }
    });
    page.onPageError(error -> add("page error: " + error));
    page.onDialog(dialog -> {
      add("dialog: " + dialog.message());
      dialog.dismiss();
    });
    page.onRequest(request -> checkHost(request.url()));
    page.onWebSocket(socket -> checkHost(socket.url()));
  }

  /// From now on, complaints with these words in them are no news.
  void expect(String words) {
    expected.add(words);
  }

  /// Those that nobody expected.
  List<String> unexpected() {
    return heard.stream().filter(one -> expected.stream().noneMatch(one::contains)).toList();
  }

  private void checkHost(String url) {
    URI address = URI.create(url);
    boolean web = address.getScheme().startsWith("http") || address.getScheme().startsWith("ws");
    if (web && !host.equals(address.getAuthority())) {
      add("asked a stranger: " + url);
    }
  }

  void add(String complaint) {
    heard.add(who + ": " + complaint);
  }
}
