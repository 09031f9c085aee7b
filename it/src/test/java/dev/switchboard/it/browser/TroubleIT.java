// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.WebSocketRoute;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What people are told when something keeps them from calling, and how they go on.
final class TroubleIT {

  @RegisterExtension static final Stage stage = Stage.with("--limits.room-members=2");

  private static final String UNPLUGGABLE =
      """
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      let gone = false;
      const given = [];
      mediaDevices.getUserMedia = async wish => {
        if (gone && wish.audio) throw new DOMException("none", "NotFoundError");
        const stream = await ask(wish);
        given.push(...stream.getAudioTracks());
        return stream;
      };
      globalThis.unplug = () => {
        gone = true;
        for (const track of given.splice(0)) {
          track.stop();
          track.dispatchEvent(new Event("ended"));
        }
        mediaDevices.dispatchEvent(new Event("devicechange"));
      };
      globalThis.replug = () => {
        gone = false;
        mediaDevices.dispatchEvent(new Event("devicechange"));
      };
      """;

  @Test
  void whoAllowsNoCameraIsToldHowToAndMayJoinWithoutOne() {
    Person ana = stage.person("Ana");
    Person bob = stage.person(new Person.Traits("Bob").withoutDevices());
    ana.startsRoom();

    Prejoin door = bob.looksInto(ana.link());
    assertThat(door.get("denied")).isVisible();
    assertThat(door.get("retry")).isVisible();
    door.joinsAsTheyAre();

    bob.sees(ana);
    bob.hears(ana);
    ana.call().tile(bob).showsAvatar(true);
    ana.call().tile(bob).isMuted(true);
  }

  @Test
  void whoAllowsTheCameraLaterTriesAgain() {
    Person ana = stage.person("Ana");
    Person bob = stage.person(new Person.Traits("Bob").withoutDevices());
    ana.startsRoom();

    Prejoin door = bob.looksInto(ana.link());
    assertThat(door.get("denied")).isVisible();
    bob.allowsDevices();
    door.get("retry").click();
    door.joins();
    ana.sees(bob);
    ana.hears(bob);
  }

  @Test
  void onPlainHttpTheCameraIsRefusedAndTheCallGoesOnWithoutIt() {
    Person ana = stage.person("Ana");
    Person bob = stage.personOnPlainHttp("Bob").expecting("Cross-Origin-Opener-Policy");
    ana.startsRoom();

    Prejoin door = bob.looksInto(ana.link());
    assertThat(bob.page().evaluate("isSecureContext")).isEqualTo(false);
    assertThat(door.get("insecure")).isVisible();
    assertThat(door.get("open-https"))
        .hasAttribute("href", bob.page().url().replaceFirst("^http:", "https:"));
    door.get("insecure-owner").click();
    assertThat(bob.page().getByText("--tls.cert")).isVisible();
    door.joinsAsTheyAre();

    bob.sees(ana);
    ana.call().tile(bob).showsAvatar(true);
    bob.call().says("no camera here");
    ana.call().reads("no camera here");
  }

  /// The browser's word for a device that is pulled out, and for one that is plugged in.
  @Test
  void aMicrophoneThatIsPulledOutIsToldAndTakenAgain() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    ana.page().addInitScript(UNPLUGGABLE);
    ana.startsRoom();
    bob.opens(ana.link());
    bob.hears(ana);

    ana.page().evaluate("unplug()");
    assertThat(ana.page().getByTestId("toast")).containsText("Your microphone stopped working");
    ana.call().hasMicrophone(false);
    bob.call().tile(ana).isMuted(true);
    ana.page().evaluate("replug()");
    assertThat(ana.page().getByTestId("toast")).containsText("Now using");
    ana.call().hasMicrophone(true);
    bob.hears(ana);
  }

  @Test
  void aFullRoomSaysSoAndLetsOneInWhenSomebodyLeaves() {
    Person ana = stage.person("Ana");
    Person bob = stage.person("Bob");
    Person eva = stage.person("Eva");
    ana.meets(bob);

    eva.looksInto(ana.link()).triesToJoin();
    eva.isTold("full");
    assertThat(eva.page().getByTestId("error")).containsText("2 people are in");

    bob.call().leaves();
    eva.page().getByTestId("retry").click();
    eva.prejoin().joins();
    eva.sees(ana);
  }

  @Test
  void whatIsNoRoomIsRefusedWhereItIsTyped() {
    Home home = stage.person("Ana").comesHome();

    home.typesRoom("https://elsewhere.example/brass-lamp-42");
    assertThat(home.get("join-error")).containsText("not a Switchboard room");
  }

  @Test
  void aNameThatNoRoomCanHaveIsRefusedWhereItIsTyped() {
    Person ana = stage.person("Ana");
    Home home = ana.comesHome().opensOptions();
    for (String name : new String[] {"Admin", "??"}) {
      home.get("room-name").fill(name);
      home.opensOptions();
      home.get("start-room").click();
      assertThat(home.get("name-error")).containsText("A room can't be called that");
      assertThat(home.get("room-name")).isFocused();
    }
    home.get("room-name").fill("");
    assertThat(home.get("name-error")).isEmpty();
    home.startsRoom();
  }

  /// Only a page that is loaded anew has another line.
  @Test
  void aServerThatWillHaveNothingOfUsIsNotSaidToBeTriedAgain() {
    Person ana = stage.person("Ana").expecting("WebSocket connection to");
    AtomicBoolean refuses = new AtomicBoolean(true);
    ana.page()
        .routeWebSocket(
            "**/ws",
            socket -> {
              if (refuses.get()) {
                socket.close(
                    new WebSocketRoute.CloseOptions().setCode(4426).setReason("no version"));
              } else {
                socket.connectToServer();
              }
            });
    ana.page().navigate(ana.site() + "fair");
    ana.isTold("refused");
    assertThat(ana.page().locator(".lede")).containsText("tell the server's owner");
    refuses.set(false);
    ana.page().getByTestId("back-home").click();
    ana.home();
  }

  @Test
  void aServerThatIsAwayIsToldOfAndTriedAgain() {
    Person ana = stage.person("Ana").expecting("WebSocket connection to");
    ana.page().routeWebSocket("**/ws", socket -> socket.close());

    ana.opensTheSite();
    ana.isTold("unreachable");
  }
}
