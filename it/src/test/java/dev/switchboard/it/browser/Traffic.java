// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.Map;

/// What goes over the wire for one page, as the browser's own network log counts it: heads and
/// bodies, as they are sent. What comes out of the browser's cache weighs nothing.
final class Traffic {

  private final Map<String, String> addresses = new LinkedHashMap<>();
  private final Map<String, Long> weights = new LinkedHashMap<>();

  private Traffic() {}

  /// Counts from now on.
  static Traffic of(Page page) {
    Traffic traffic = new Traffic();
    CDPSession log = page.context().newCDPSession(page);
    log.on(
        "Network.requestWillBeSent",
        event ->
            traffic.addresses.put(
                id(event), event.getAsJsonObject("request").get("url").getAsString()));
    log.on(
        "Network.loadingFinished",
        event -> traffic.weights.put(id(event), event.get("encodedDataLength").getAsLong()));
    log.send("Network.enable");
    return traffic;
  }

  long bytes() {
    return weights.values().stream().mapToLong(Long::longValue).sum();
  }

  /// How many requests came to an end, from the cache or not.
  int requests() {
    return weights.size();
  }

  /// One line for each request, for people who wonder what is heavy.
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder(bytes() + " bytes, " + requests() + " requests");
    weights.forEach(
        (id, weight) -> lines.append("\n").append(weight).append(" ").append(addresses.get(id)));
    return lines.toString();
  }

  private static String id(JsonObject event) {
    return event.get("requestId").getAsString();
  }
}
