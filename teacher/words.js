/** @file What the board says in words: the strip, the hint, the tools, the questions and the lessons kept here. */

export const STRIP_WORDS = {
  nobody: "nobody here",
  noMean: "No 5-minute mean yet",
  label: "The class over time. Arrow keys read a moment.",
  /** @param {string} mean */
  mean: (mean) => `5-minute mean ${mean}`,
  /**
   * @param {number} measurable
   * @param {number} present
   */
  tooFew: (measurable, present) =>
    `Share of focused hidden: ${measurable} of ${present} measurable, it needs 5 and half of the class`,
  /**
   * @param {string} share
   * @param {string} low
   * @param {string} high
   * @param {import("./class_index.js").Amounts} amounts
   */
  index: (share, low, high, { measurable, present }) =>
    `${share} focused (95%: ${low} to ${high}), ${measurable} of ${present} measurable`,
};

export const HINT_WORDS = {
  speaker: "Class",
  /**
   * @param {number} lost
   * @param {number} here
   * @param {string} since
   */
  hint: (lost, here, since) => `${lost} of ${here} possibly lost since ${since} - pause and ask?`,
};

export const VIEW_WORDS = {
  somebody: "Somebody",
  /** @param {string} duration */
  forTime: (duration) => `for ${duration}`,
  /** @param {string[]} totals */
  lately: (totals) => (totals.length === 0 ? "Nothing known yet" : `Last 15 minutes: ${totals.join(", ")}`),
};

export const ASK_WORDS = {
  check: "How is it going?",
  levels: ["Got it", "So-so", "Lost"],
  tooFew: "A question needs its words and at least two choices.",
  /** @param {number} count */
  answered: (count) => `${count} answered`,
  /** @param {string} names */
  hands: (names) => `Hands, first come first: ${names}`,
  /** @param {number} count */
  handCount: (count) => `Hands up: ${count}`,
  /** @param {Record<"slower" | "fine" | "faster", number>} pace */
  pace: ({ slower, fine, faster }) =>
    `Pace in the last 5 minutes: too fast ${slower.toFixed(1)}, fine ${fine.toFixed(1)}, too slow ${faster.toFixed(1)}`,
};

export const PROCTORING_WORDS = {
  /** @param {number} count */
  waiting: (count) => (count === 0 ? "No alert to look at" : `Alerts to look at: ${count}`),
  /** @param {number} count */
  seen: (count) => `Acknowledged: ${count}`,
  /** @param {number} count */
  more: (count) => `And ${count} more, shown as you acknowledge these.`,
  /** @param {string} time */
  since: (time) => `since ${time}`,
  /**
   * @param {string} duration
   * @param {boolean} running
   */
  lasted: (duration, running) => (running ? `for ${duration}, still going on` : `lasted ${duration}`),
  /** @param {string} time */
  seenAt: (time) => `acknowledged ${time}`,
  /**
   * @param {string} name
   * @param {string} alert
   */
  acknowledge: (name, alert) => `Acknowledge: ${name}, ${alert}`,
};

export const FLOATING_WORDS = {
  title: "The class · Readroom",
  blocked: "Your browser let no small window open. Allow it for this site, then try again.",
};
