// SPDX-License-Identifier: Apache-2.0

/**
 * Tests in a page, without a framework: each *.test.js calls describe() and test(), all.js runs them one after the other.
 * `?only=words` in the address runs those whose name contains the words, `?part=2/4` every fourth, beginning with the second.
 *
 * @typedef {{ name: string, passed: boolean, ms: number, error?: string }} Result
 * @typedef {{ done: boolean, passed: number, failed: number, results: Result[] }} Results
 */

/** @type {{ name: string, body: () => unknown, patience: number }[]} */
const tests = [];
let prefix = "";

/** What a Playwright test reads. @type {Results} */
export const results = { done: false, passed: 0, failed: 0, results: [] };
Object.assign(globalThis, { __results: results });

/** @param {string} name @param {() => void} body */
export function describe(name, body) {
  const outer = prefix;
  prefix += `${name} › `;
  body();
  prefix = outer;
}

/** @param {string} name a sentence @param {() => unknown} body @param {number} [patience] ms */
export function test(name, body, patience = 20_000) {
  tests.push({ name: prefix + name, body, patience });
}

/** @param {(result: Result) => void} told after each test */
export async function run(told) {
  const wanted = new URLSearchParams(globalThis.location?.search);
  const only = wanted.get("only") ?? "";
  const [part, parts] = (wanted.get("part") ?? "1/1").split("/").map(Number);
  const chosen = tests.filter(({ name }, i) => name.includes(only) && i % parts === part - 1);
  for (const { name, body, patience } of chosen) {
    const start = performance.now();
    /** @type {Result} */
    const result = { name, passed: true, ms: 0 };
    try {
      await Promise.race([body(), late(patience)]);
    } catch (error) {
      result.passed = false;
      result.error = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    result.ms = Math.round(performance.now() - start);
    results[result.passed ? "passed" : "failed"]++;
    results.results.push(result);
    told(result);
  }
  results.done = true;
}

/** @param {unknown} value @param {string} [what] @returns {asserts value} */
export function assert(value, what = "expected to be true") {
  if (!value) throw new Error(what);
}

/** @param {unknown} actual @param {unknown} expected @param {string} [what] */
export function same(actual, expected, what = "value") {
  const [is, should] = [actual, expected].map((value) => JSON.stringify(value));
  if (is !== should) throw new Error(`${what}: ${is} (expected: ${should})`);
}

/** @param {Promise<unknown>} promise @param {string} code */
export async function refuses(promise, code) {
  const error = await promise.then(
    () => undefined,
    (reason) => reason,
  );
  if (error?.code !== code) throw new Error(`${error} (expected: a refusal with ${code})`);
  return error;
}

/**
 * @template T @param {() => T} condition @param {string} [what] @param {number} [patience] ms
 * @returns {Promise<T>} what it returned when it was true at last
 */
export async function until(condition, what = String(condition), patience = 10_000) {
  for (const start = performance.now(); performance.now() - start < patience;) {
    const value = await condition();
    if (value) return value;
    await sleep(2);
  }
  throw new Error(`never: ${what}`);
}

/** @param {number} ms @returns {Promise<void>} */
export function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The same numbers for the same seed (mulberry32). @param {number} seed @returns {() => number} from 0 to below 1 */
export function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** @param {number} patience @returns {Promise<never>} */
async function late(patience) {
  await sleep(patience);
  throw new Error(`not done after ${patience} ms`);
}
