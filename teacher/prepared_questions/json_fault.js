/** @file JSON fault: where a text stops being JSON (RFC 8259), as engines tell it each in another way, or not at all. */

/** @typedef {"value" | "first value" | "key" | "first key" | "colon" | "rest" | "end"} Expected `rest`: a comma or the closing bracket */

const TOKEN =
  /\s+|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null|[[\]{},:]/iuy;

/**
 * @param {string} words that are no JSON
 * @returns {number} the position of the first sign that no JSON has there
 */
export function faultPosition(words) {
  const scanner = new Scanner();
  TOKEN.lastIndex = 0;
  for (;;) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(words)?.[0];
    if (token === undefined || (token.trim() !== "" && !scanner.takes(token))) return at;
  }
}

/** Owns which brackets are open, and what may come next (a pushdown automaton). */
class Scanner {
  /** @type {string[]} the closing brackets that are still to come */
  #open = [];
  /** @type {Expected} */
  #expected = "value";

  /**
   * @param {string} token
   * @returns {boolean} whether it may stand here
   */
  takes(token) {
    const next = this.#after(token);
    if (next !== null) this.#expected = next;
    return next !== null;
  }

  /**
   * @param {string} token
   * @returns {Expected | null}
   */
  #after(token) {
    const expected = this.#expected;
    const closes = token === this.#open.at(-1);
    if (closes && ["rest", "first value", "first key"].includes(expected)) return this.#closed();
    if (expected === "rest") return token === "," ? this.#next() : null;
    if (expected === "colon") return token === ":" ? "value" : null;
    if (expected.endsWith("key")) return token.startsWith('"') ? "colon" : null;
    return expected.endsWith("value") ? this.#value(token) : null;
  }

  /**
   * @param {string} token
   * @returns {Expected | null}
   */
  #value(token) {
    if ("]},:".includes(token)) return null;
    if (token !== "[" && token !== "{") return this.#rest();
    this.#open.push(token === "[" ? "]" : "}");
    return token === "[" ? "first value" : "first key";
  }

  #closed() {
    this.#open.pop();
    return this.#rest();
  }

  /** @returns {Expected} */
  #rest() {
    return this.#open.length === 0 ? "end" : "rest";
  }

  /** @returns {Expected} */
  #next() {
    return this.#open.at(-1) === "}" ? "key" : "value";
  }
}
