// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { Seats } from "./seats.js";

/** Six of one rank, in their order. */
const SIX = [..."abcdef"].map(id => ({ id, rank: 1 }));
/** @param {string} ids */
const set = ids => new Set(ids);
const NOBODY = set("");

/** Six who sit, of whom a, b and c are seen. */
function seated() {
  const seats = new Seats();
  seats.arrange(SIX);
  return seats;
}

/** @param {Seats} seats @param {readonly import("./seats.js").Guest[]} [guests] */
const order = (seats, guests = SIX) => seats.arrange(guests).join("");

describe("seats", () => {
  test("let who speaks out of sight for 1.5 s change places with who never spoke", () => {
    const seats = seated();
    seats.hear(set("a"), 100);
    seats.hear(set("b"), 200);
    seats.hear(set("e"), 1000);
    same(seats.wait(set("abc"), 1200), 1300);
    same(seats.change(set("abc"), NOBODY, 2499), false);
    same(order(seats), "abcdef");
    same(seats.change(set("abc"), NOBODY, 2500), true);
    same(order(seats), "abedcf");
  });

  test("take the one who was silent for longest", () => {
    const seats = seated();
    for (const [at, ids] of /** @type {[number, string][]} */ ([[100, "b"], [200, "a"], [300, "c"], [400, "f"]])) seats.hear(set(ids), at);
    same(seats.change(set("abc"), NOBODY, 1900), true);
    same(order(seats), "afcdeb");
  });

  test("change once in three seconds, and only for those who still speak then", () => {
    const seats = seated();
    seats.hear(set("de"), 0);
    same(seats.change(set("abc"), NOBODY, 1500), true);
    same(order(seats), "abdcef");
    same(seats.wait(set("abd"), 1500), 3000);
    same(seats.change(set("abd"), NOBODY, 4499), false);
    seats.hear(set("d"), 4499);
    same(seats.wait(set("abd"), 4500), Infinity);
    same(seats.change(set("abd"), NOBODY, 4500), false);
    seats.hear(set("df"), 5000);
    same(seats.change(set("abd"), NOBODY, 6500), true);
    same(order(seats), "afdceb");
  });

  test("leave those who speak where they are, and those who are to be spared", () => {
    const seats = seated();
    seats.hear(set("acf"), 0);
    same(seats.change(set("abc"), set("b"), 5000), false);
    same(order(seats), "abcdef");
    same(seats.change(set("abc"), NOBODY, 5000), true);
    same(order(seats), "afcdeb");
  });

  test("do nothing for speakers who are seen", () => {
    const seats = seated();
    seats.hear(set("b"), 0);
    same(seats.wait(set("abc"), 9000), Infinity);
    same(seats.change(set("abc"), NOBODY, 9000), false);
  });

  test("move nobody else when somebody comes, goes, or gets another rank", () => {
    const seats = seated();
    seats.hear(set("e"), 0);
    seats.change(set("abc"), NOBODY, 1500);
    same(order(seats), "abedcf");
    same(order(seats, [...SIX, { id: "g", rank: 1 }]), "abedcfg");
    same(order(seats, SIX.filter(({ id }) => id !== "b")), "aedcf");
    // Their hand goes up: first of all, wherever they sat.
    const raised = [{ id: "c", rank: 0 }, ...[..."adef"].map(id => ({ id, rank: 1 }))];
    same(order(seats, raised), "caedf");
    same(order(seats, [..."acdef"].map(id => ({ id, rank: 1 }))), "acedf");
  });

  test("are in the plain order as long as nobody out of sight speaks", () => {
    const seats = new Seats();
    const mixed = [{ id: "x", rank: 0 }, { id: "a", rank: 1 }, { id: "z", rank: 2 }];
    same(order(seats, mixed), "xaz");
    const later = [{ id: "a", rank: 1 }, { id: "n", rank: 1 }, { id: "x", rank: 2 }, { id: "z", rank: 2 }];
    same(order(seats, later), "anxz");
  });
});
