// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// y-webrtc as it is published: people who share a text find each other through us.
final class YWebrtcIT {

  @RegisterExtension static final Stage stage = Stage.with();

  private static Packages elsewhere;

  @BeforeAll
  static void openTheOtherSite() throws Exception {
    elsewhere = Packages.serve("ywebrtc.html", Packages.Y_WEBRTC);
  }

  @AfterAll
  static void closeTheOtherSite() {
    if (elsewhere != null) {
      elsewhere.close();
    }
  }

  @Test
  void threePeopleShareAText() {
    Page ana = open("Ana", "notes", "");
    Page bob = open("Bob", "notes", "");

    write(ana, 0, "Hello");
    reads(bob, "Hello");
    write(bob, 5, ", 世界");
    reads(ana, "Hello, 世界");

    Page eva = open("Eva", "notes", "");
    reads(eva, "Hello, 世界");
    write(eva, 0, "> ");
    reads(ana, "> Hello, 世界");
    reads(bob, "> Hello, 世界");
  }

  @Test
  void encryptedSignalsPassAsWell() {
    Page ana = open("Ana", "secrets", "&password=sesame");
    Page bob = open("Bob", "secrets", "&password=sesame");

    write(ana, 0, "psst");
    reads(bob, "psst");
  }

  private static Page open(String name, String room, String more) {
    Person person = stage.guestOf(elsewhere.url(), name);
    String socket = stage.server().url().replaceFirst("http", "ws") + "y-webrtc";
    person.expecting("asked a stranger: " + socket);
    String asked = URLEncoder.encode(socket, StandardCharsets.UTF_8);
    person
        .page()
        .navigate(elsewhere.url() + "ywebrtc.html?server=" + asked + "&room=" + room + more);
    Wait.until("y-webrtc", person.page(), () -> (boolean) person.page().evaluate("!!window.text"));
    return person.page();
  }

  private static void write(Page page, int at, String words) {
    page.evaluate("([at, words]) => { text.insert(at, words); }", new Object[] {at, words});
  }

  private static void reads(Page page, String words) {
    Wait.until(() -> words + " instead of " + text(page), page, () -> words.equals(text(page)));
  }

  private static Object text(Page page) {
    return page.evaluate("text.toString()");
  }
}
