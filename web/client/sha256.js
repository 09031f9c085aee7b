// SPDX-License-Identifier: Apache-2.0

const BLOCK = 64;
const PRIMES = primes(64);
/** "the first thirty-two bits of the fractional parts of the cube roots of the first sixty-four prime numbers" (FIPS 180-4, 4.2.2) */
const K = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
/** The same of the square roots of the first eight (5.3.3). */
const FIRST = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

/**
 * SHA-256 of bytes that come piece by piece. WebCrypto has a faster one, which wants all of them at once: of a file of gigabytes, too.
 * https://csrc.nist.gov/pubs/fips/180-4/upd1/final
 */
export class Sha256 {
  #state = FIRST.slice();
  #words = new Int32Array(64);
  #block = new Uint8Array(BLOCK);
  #filled = 0;
  #length = 0;

  /** Bytes so far. */
  get length() {
    return this.#length;
  }

  /** @param {Uint8Array} bytes @returns {this} */
  update(bytes) {
    this.#length += bytes.length;
    let at = 0;
    if (this.#filled > 0) {
      at = Math.min(BLOCK - this.#filled, bytes.length);
      this.#block.set(bytes.subarray(0, at), this.#filled);
      this.#filled += at;
      if (this.#filled < BLOCK) return this;
      this.#compress(this.#block, 0);
      this.#filled = 0;
    }
    for (; at + BLOCK <= bytes.length; at += BLOCK) this.#compress(bytes, at);
    this.#block.set(bytes.subarray(at));
    this.#filled = bytes.length - at;
    return this;
  }

  /** The end: nothing may be added any more. @returns {string} in hexadecimal, as `sha256sum` writes it */
  digest() {
    const bits = this.#length * 8;
    const padding = new Uint8Array((this.#filled < 56 ? BLOCK : 2 * BLOCK) - this.#filled);
    const view = new DataView(padding.buffer);
    padding[0] = 0x80;
    view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(padding.length - 4, bits % 2 ** 32);
    this.update(padding);
    return [...this.#state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  /** The names are those of the standard (6.2.2). @param {Uint8Array} bytes @param {number} from */
  #compress(bytes, from) {
    const w = this.#words;
    for (let t = 0; t < 16; t++, from += 4)
      w[t] = (bytes[from] << 24) | (bytes[from + 1] << 16) | (bytes[from + 2] << 8) | bytes[from + 3];
    for (let t = 16; t < 64; t++) {
      const x = w[t - 15];
      const y = w[t - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[t] = (s1 + w[t - 7] + s0 + w[t - 16]) | 0;
    }
    const state = this.#state;
    let a = state[0] | 0; // the zeros say to the compiler: 32 bits
    let b = state[1] | 0;
    let c = state[2] | 0;
    let d = state[3] | 0;
    let e = state[4] | 0;
    let f = state[5] | 0;
    let g = state[6] | 0;
    let h = state[7] | 0;
    for (let t = 0; t < 64; t++) {
      const S1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const T1 = (h + S1 + (g ^ (e & (f ^ g))) + K[t] + w[t]) | 0; // Ch, with one operation less
      const S0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const T2 = (S0 + ((a & b) | (c & (a | b)))) | 0; // Maj, likewise
      h = g;
      g = f;
      f = e;
      e = (d + T1) | 0;
      d = c;
      c = b;
      b = a;
      a = (T1 + T2) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }
}

/** @param {number} root @returns {number} the first 32 bits behind the point */
function fraction(root) {
  return ((root % 1) * 2 ** 32) | 0;
}

/** @param {number} count @returns {number[]} */
function primes(count) {
  /** @type {number[]} */
  const found = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime)) found.push(n);
  return found;
}
