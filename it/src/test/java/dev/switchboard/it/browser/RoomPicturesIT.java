// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The pictures of rooms with hosts: options, waiting, letting in, asking and putting out.
@Timeout(600)
final class RoomPicturesIT {

  private static final int PICTURES = 65;

  @RegisterExtension static final Stage stage = Stage.with();

  @Test
  void everyStateOfARoomWithHostsIsPictured() {
    Gallery gallery = new Gallery();
    Person host = stage.person("Ana");
    Person guest = stage.person("李娜");
    Person late = stage.person("Eva");
    Home home = host.comesHome().opensOptions();
    home.get("start-lobby").setChecked(true);
    home.get("start-password").fill("sesame");
    gallery.shows("rooms-options", host);
    home.startsRoom().joins();
    door(gallery, host, guest, late);
    panel(gallery, host, guest, late);
    ends(gallery, host, late);
    assertThat(gallery.pictures()).isEqualTo(PICTURES);
  }

  private static void door(Gallery gallery, Person host, Person guest, Person late) {
    Prejoin door = guest.looksInto(host.link());
    door.get("room-password").fill("open");
    door.triesToJoin();
    assertThat(door.get("password-error")).isVisible();
    gallery.shows("rooms-password", guest);
    door.get("room-password").fill("sesame");
    door.triesToJoin();
    gallery.shows("rooms-lobby", guest, () -> new Lobby(guest));
    gallery.shows("rooms-knock", host);
    host.call().get("knock-deny").click();
    guest.isTold("denied");
    gallery.shows("rooms-denied", guest);
    guest.page().getByTestId("retry").click();
    for (Person person : new Person[] {guest, late}) {
      Prejoin again = person == guest ? guest.prejoin() : person.looksInto(host.link());
      again.get("room-password").fill("sesame");
      again.triesToJoin();
      new Lobby(person);
    }
  }

  private static void panel(Gallery gallery, Person host, Person guest, Person late) {
    assertThat(host.call().get("knock-admit-all")).isVisible();
    HostPanel panel = new HostPanel(host);
    gallery.shows("rooms-waiting", host);
    panel.get("admit-all").click();
    host.call().hasPeople(3);
    guest.call().get("hand").click();
    late.call().get("hand").click();
    host.call().tile(late).hasHandUp(true);
    panel.does("make-host", late).sets("lock", true);
    assertThat(host.call().get("locked")).isVisible();
    gallery.shows("rooms-people", host);
    panel.get("password").click();
    gallery.shows("rooms-password-change", host);
    host.page().keyboard().press("Escape");
    panel.does("remove", guest);
    gallery.shows("rooms-remove", host);
    panel.says("ask-remove", "yes");
    gallery.shows("rooms-removed", guest);
    guest.looksInto(host.link()).triesToJoin();
    guest.isTold("locked");
    gallery.shows("rooms-locked", guest);
  }

  private static void ends(Gallery gallery, Person host, Person late) {
    host.call().opensMenu();
    host.call().get("end-all").click();
    gallery.shows("rooms-end", host);
    host.call().get("yes").click();
    assertThat(host.page().getByTestId("ended")).isVisible();
    gallery.shows("rooms-ended", late);
  }
}
