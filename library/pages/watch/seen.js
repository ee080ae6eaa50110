/** @file Seen bins: which bins of a lesson this browser has told, kept on this device and deletable there. */

/** @typedef {{read(key: string): string | null, write(key: string, value: string): void, remove(key: string): void}} Store */

const PER_DIGIT = 4;

export class SeenBins {
  /**
   * @param {Store} store
   * @param {string} lesson
   */
  constructor(store, lesson) {
    this.store = store;
    this.key = `readroom library seen ${lesson}`;
  }

  /** @param {number} bin */
  has(bin) {
    const digit = Number.parseInt(this.#digits()[Math.floor(bin / PER_DIGIT)] ?? "0", 16) || 0;
    return (digit & (1 << (bin % PER_DIGIT))) !== 0;
  }

  /** @param {number} bin */
  add(bin) {
    // Read anew each time: another tab may have added some.
    const digits = [...this.#digits().padEnd(Math.floor(bin / PER_DIGIT) + 1, "0")];
    const place = Math.floor(bin / PER_DIGIT);
    const digit = Number.parseInt(digits[place] ?? "0", 16) || 0;
    digits[place] = (digit | (1 << (bin % PER_DIGIT))).toString(16);
    this.store.write(this.key, digits.join(""));
  }

  /** Forget everything of this lesson. */
  forget() {
    this.store.remove(this.key);
  }

  #digits() {
    return this.store.read(this.key) ?? "";
  }
}
