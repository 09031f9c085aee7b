// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

import dev.switchboard.json.JsonObject;
import dev.switchboard.net.HttpAnswer;
import dev.switchboard.net.HttpEndpoint;
import dev.switchboard.net.HttpExchange;
import dev.switchboard.net.Origins;
import dev.switchboard.net.Turnstile;
import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// `POST /rating`: how somebody found a call, for the server's owner; from this site's own pages
/// and those that may connect. Nothing is kept but counts. Any thread.
public final class RatingSite {
  public static final String PATH = "/rating";

  private static final int MOST_BODY = 256;

  /// Of one address: a family that leaves a call together, and some more.
  private static final int PER_MINUTE = 20;

  private final Ratings ratings;
  private final Origins origins;

  private RatingSite(Ratings ratings, Origins origins) {
    this.ratings = ratings;
    this.origins = origins;
  }

  /// Counts what it is told in `ratings`.
  public static HttpEndpoint of(Ratings ratings, Origins origins, LongSupplier nanos) {
    RatingSite site = new RatingSite(ratings, origins);
    return new SmallSite(MOST_BODY, PER_MINUTE, nanos, site::answer);
  }

  private HttpAnswer answer(HttpExchange exchange, Turnstile turnstile) {
    if (!exchange.below().isEmpty()) {
      return HttpAnswer.text(404, "There is nothing here.");
    }
    if (!exchange.method().equals("POST")) {
      return HttpAnswer.text(405, "POST is allowed here.").with("Allow", "POST");
    }
    if (!origins.allow(exchange.header("Origin"), exchange.header("Host"))) {
      return HttpAnswer.text(403, "Only for pages of this site.");
    }
    // A page of another site cannot send this type without asking first, and is not allowed to.
    if (!exchange.header("Content-Type").startsWith("application/json")) {
      return HttpAnswer.text(415, "application/json is expected.");
    }
    if (!turnstile.pass(exchange.address())) {
      return SmallSite.tooMany("ratings");
    }
    return add(exchange.body());
  }

  private HttpAnswer add(byte[] body) {
    JsonObject rating = new JsonObject();
    if (!rating.read(Utf8.view(body, 0, body.length))) {
      return HttpAnswer.text(400, "body: " + rating.problem() + " (expected: a JSON object)");
    }
    Ratings.Score score = one(Ratings.Score.values(), rating.string("score"));
    if (score == null) {
      return HttpAnswer.text(400, "score: expected one of " + words(Ratings.Score.values()));
    }
    Set<Ratings.Problem> wrong = problems(rating);
    if (wrong == null) {
      return HttpAnswer.text(400, "problems: expected some of " + words(Ratings.Problem.values()));
    }
    ratings.add(score, wrong);
    return SmallSite.done();
  }

  /// Null where one of them is none of ours.
  private static @Nullable Set<Ratings.Problem> problems(JsonObject rating) {
    Set<Ratings.Problem> wrong = EnumSet.noneOf(Ratings.Problem.class);
    List<Utf8> told = rating.has("problems") ? rating.elements("problems") : List.of();
    if (told == null) {
      return null;
    }
    for (Utf8 each : told) {
      Ratings.Problem problem = one(Ratings.Problem.values(), JsonObject.unquoted(each));
      if (problem == null) {
        return null;
      }
      wrong.add(problem);
    }
    return wrong;
  }

  private static <E extends Enum<E>> @Nullable E one(E[] all, @Nullable Utf8 word) {
    for (E each : all) {
      if (word != null && word.toString().equals(Ratings.word(each))) {
        return each;
      }
    }
    return null;
  }

  private static String words(Enum<?>[] all) {
    List<String> words = new ArrayList<>();
    for (Enum<?> each : all) {
      words.add(Ratings.word(each));
    }
    return String.join(", ", words);
  }
}
