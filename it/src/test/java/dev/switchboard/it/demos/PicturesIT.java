// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.demos;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.it.browser.Gallery;
import dev.switchboard.it.browser.Person;
import dev.switchboard.it.browser.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Walks through the demos with a camera in hand.
@Timeout(600)
final class PicturesIT {

  private static final int PICTURES = 30;

  @RegisterExtension static final Stage stage = Stage.with();

  /// Who is in the pictures: one of them has a camera.
  record Cast(Gallery gallery, Person ana, Person bob) {

    Demo anaOpens(String file) {
      return Demo.open(ana, file);
    }

    Demo bobOpens(String file) {
      return Demo.open(bob, file);
    }
  }

  @Test
  void everyDemoIsPictured() {
    Person ana = stage.person(new Person.Traits("Ana").withoutDevices());
    Person bob = stage.person("Bob");
    Cast cast = new Cast(new Gallery(), ana.expecting("404"), bob);
    cast.anaOpens("");
    cast.gallery().shows("demos", ana);
    broadcast(cast);
    relay(cast);
    channels(cast);
    login(cast);
    cast.anaOpens("chat.html");
    cast.gallery().shows("demo-chat", ana);
    assertThat(cast.gallery().pictures()).isEqualTo(PICTURES);
  }

  private static void broadcast(Cast cast) {
    Demo ana = cast.anaOpens("broadcast.html#pictures").press("connect");
    ana.hasFrame("me-server", "connected");
    cast.bobOpens("broadcast.html#pictures").press("connect").press("hello");
    ana.hasFrame("other-me", "Hello!");
    cast.gallery().shows("demo-broadcast", cast.ana());
  }

  private static void relay(Cast cast) {
    Demo ana = cast.anaOpens("relay.html#pictures").press("start");
    ana.seesItself();
    ana.hasFrame("me-other", "offer");
    Demo bob = cast.bobOpens("relay.html#pictures").press("start");
    bob.seesTheOther();
    bob.text("me-other", "candidate");
    cast.gallery().shows("demo-relay", cast.bob());
  }

  private static void channels(Cast cast) {
    Demo ana = cast.anaOpens("channels.html#pictures").press("open");
    ana.hasFrame("me-server", "open");
    Demo bob = cast.bobOpens("channels.html#pictures").press("open").press("call");
    ana.hasFrame("direct", "data channel open");
    bob.enter("chat-input", "Good evening");
    ana.hasFrame("direct", "Good evening");
    cast.gallery().shows("demo-channels", cast.ana());
  }

  private static void login(Cast cast) {
    Demo ana = cast.anaOpens("login.html").enter("name", "ana");
    assertThat(ana.get("other-name")).isFocused();
    Demo bob = cast.bobOpens("login.html").enter("name", "bob");
    bob.enter("other-name", "ana").seesTheOther();
    cast.gallery().shows("demo-login", cast.bob());
  }
}
