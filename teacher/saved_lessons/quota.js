/** @file Quota: how many rows of each student are kept, so that nobody fills the disk or a report. */

import { MOST_REPORTS } from "../../classroom/reports.js";

/** @typedef {import("../../classroom/roster.js").News} News */

/** Three times what a board shows of one student: what a whole day of ordinary transitions, presses and comings takes. */
export const MOST_ROWS = 3 * MOST_REPORTS;

/** Owns how many rows of each student were kept. */
export class Quota {
  /** @type {Map<string, number>} */
  #rows = new Map();

  /**
   * @param {News} news
   * @returns {News | null} what of it is within each student's share
   */
  take(news) {
    if ("allLeftAt" in news) return news;
    if ("presence" in news) return newsOrNull("presence", this.takeRows(news.presence));
    if ("reports" in news) return newsOrNull("reports", this.takeRows(news.reports));
    return newsOrNull("statuses", this.takeRows(news.statuses));
  }

  /**
   * @template {[student: string, ...unknown[]]} Row
   * @param {Row[]} rows
   * @returns {Row[]}
   */
  takeRows(rows) {
    return rows.filter(([student]) => {
      const kept = this.#rows.get(student) ?? 0;
      if (kept < MOST_ROWS) this.#rows.set(student, kept + 1);
      return kept < MOST_ROWS;
    });
  }
}

/**
 * @param {string} kind
 * @param {unknown[]} rows
 * @returns {News | null}
 */
function newsOrNull(kind, rows) {
  return rows.length === 0 ? null : /** @type {News} */ ({ [kind]: rows });
}
