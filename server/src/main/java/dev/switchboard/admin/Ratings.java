// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.admin;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// How people found their calls, as they said when those were over: counts and nothing else, so
/// that nobody can be told apart by them. Any thread.
public final class Ratings {
  /// In the order of the page, from the worst.
  public enum Score {
    BAD,
    PATCHY,
    FINE,
    GREAT
  }

  /// What went wrong.
  public enum Problem {
    FREEZE,
    BLUR,
    CUT,
    ECHO,
    DELAY
  }

  private final Map<Score, LongAdder> scores = new EnumMap<>(Score.class);
  private final Map<Problem, LongAdder> problems = new EnumMap<>(Problem.class);

  public Ratings() {
    for (Score score : Score.values()) {
      scores.put(score, new LongAdder());
    }
    for (Problem problem : Problem.values()) {
      problems.put(problem, new LongAdder());
    }
  }

  void add(Score score, Set<Problem> wrong) {
    scores.getOrDefault(score, new LongAdder()).increment();
    wrong.forEach(problem -> problems.getOrDefault(problem, new LongAdder()).increment());
  }

  /// For Prometheus, and so for the page of the server's owner.
  public void register(Metrics metrics) {
    Metrics.Family byScore = Metrics.Family.by("score");
    scores.forEach((score, count) -> byScore.add(word(score), count::sum));
    Metrics.Family byProblem = Metrics.Family.by("problem");
    problems.forEach((problem, count) -> byProblem.add(word(problem), count::sum));
    metrics
        .add(Figures.RATINGS, "Calls that people rated when they were over.", byScore)
        .add(Figures.PROBLEMS, "What they said went wrong.", byProblem);
  }

  static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }
}
