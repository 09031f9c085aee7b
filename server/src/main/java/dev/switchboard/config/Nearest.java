// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that somebody probably meant.
public final class Nearest {

  private Nearest() {}

  /// The known word with the fewest slips between it and the given one; nothing where all are far.
  public static Optional<String> to(String word, Collection<String> known) {
    String best = "";
    int fewest = Math.max(2, word.length() / 3) + 1;
    for (String candidate : known) {
      int slips = slips(word, candidate);
      if (slips < fewest) {
        fewest = slips;
        best = candidate;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /// The message about something that does not exist; `noun` says what it would be.
  public static String unknown(String label, String noun, Optional<String> nearest) {
    return label
        + ": no such "
        + noun
        + " ("
        + nearest.map(name -> "did you mean " + name + "?").orElse("--help lists all")
        + ")";
  }

  /// Who leaves out the group (`frame` for `limits.frame`) has made one slip; who mixes up what
  /// stands between words, or large and small letters, has made none.
  private static int slips(String given, String known) {
    String word = plain(given);
    String candidate = plain(known);
    int whole = distance(word, candidate);
    int dot = candidate.indexOf('.');
    return dot < 0 ? whole : Math.min(whole, 1 + distance(word, candidate.substring(dot + 1)));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
  }

  /// Edit distance in which two swapped neighbours count once (optimal string alignment).
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
