// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/// An Engine.IO client that polls, by hand: one request for each call.
public final class Poller {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int port;
  private final int revision;
  private final String hello;
  private final String sid;
  private final Queue<String> unread = new ArrayDeque<>();

  private Poller(int port, int revision, String hello) {
    this.port = port;
    this.revision = revision;
    this.hello = hello;
    this.sid = hello.replaceFirst(".*\"sid\":\"([^\"]+)\".*", "$1");
  }

  /// A session of revision 4.
  public static Poller open(int port) {
    return open(port, 4, "");
  }

  public static Poller open(int port, int revision, String more) {
    var answer = send(port, "GET", "EIO=" + revision + "&transport=polling" + more, "");
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return new Poller(port, revision, answer.body());
  }

  /// One request, with headers in pairs.
  public static HttpResponse<String> send(
      int port, String method, String query, String body, String... headers) {
    return join(HTTP.sendAsync(request(port, method, query, body, headers), text()));
  }

  private static HttpRequest request(
      int port, String method, String query, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/socket.io/?" + query))
            .method(method, BodyPublishers.ofString(body));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  public String sid() {
    return sid;
  }

  /// What the server said first.
  public String hello() {
    return hello;
  }

  public String query() {
    return "EIO=" + revision + "&transport=polling&sid=" + sid;
  }

  /// Begins a poll; cancelling it cuts its line.
  public CompletableFuture<HttpResponse<String>> ask() {
    return HTTP.sendAsync(request(port, "GET", query(), ""), text());
  }

  public HttpResponse<String> get(String... headers) {
    return send(port, "GET", query(), "", headers);
  }

  public byte[] getBytes(String... headers) {
    return join(HTTP.sendAsync(
            request(port, "GET", query(), "", headers), BodyHandlers.ofByteArray()))
        .body();
  }

  public HttpResponse<String> post(String body, String... headers) {
    return send(port, "POST", query(), body, headers);
  }

  public HttpResponse<String> postBytes(byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/socket.io/?" + query()))
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return join(HTTP.sendAsync(request, text()));
  }

  /// The next packet of revision 4, of as many polls as it takes; pings are answered.
  public String packet() {
    for (int polls = 0; polls < 1000; polls++) {
      String next = unread.poll();
      if (next == null) {
        unread.addAll(List.of(get().body().split("\u001e")));
      } else if (next.equals("2")) {
        post("3");
      } else {
        return next;
      }
    }
    throw new AssertionError("nothing came");
  }

  /// What is known to this client already.
  public boolean hasUnread() {
    return !unread.isEmpty();
  }

  public static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
  }

  private static HttpResponse.BodyHandler<String> text() {
    return BodyHandlers.ofString(StandardCharsets.UTF_8);
  }
}
