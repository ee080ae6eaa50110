/** @file Timestamp validation: a time from a student's browser that cannot be right is replaced by when it came. */

/** @typedef {import("./roster.js").News} News */
/** @typedef {import("../protocol/messages.js").StatusRow} StatusRow */
/** @typedef {import("../protocol/messages.js").AnswerRow} AnswerRow */

/** Two clocks that follow the relay's differ by no more. */
const AHEAD_MS = 60_000;
/** A board shows eight hours; what is older by far belongs to no lesson of today. */
const BACK_MS = 24 * 3600 * 1000;
const AT = 2;
/** Where a status tells when each of its facts was pressed. */
const PRESSED_FROM = 6;

/**
 * @param {News} news
 * @param {number} nowMs when it came, or the last moment at which it can have come
 * @returns {News}
 */
export function withValidTimes(news, nowMs) {
  if ("reports" in news) return { reports: news.reports.map((row) => withValidTime(row, nowMs)) };
  if ("statuses" in news)
    return { statuses: news.statuses.map((row) => withValidPressTimes(withValidTime(row, nowMs), nowMs)) };
  return news;
}

/**
 * @param {number} at
 * @param {number} nowMs
 */
export function isValidTime(at, nowMs) {
  return at <= nowMs + AHEAD_MS && at >= nowMs - BACK_MS;
}

/**
 * @param {AnswerRow[]} rows
 * @param {number} nowMs when they came
 * @returns {AnswerRow[]}
 */
export function withValidAnswerTimes(rows, nowMs) {
  return rows.map((row) => {
    const [student, prompt, choice, seq, at] = row;
    return at === undefined || isValidTime(at, nowMs) ? row : [student, prompt, choice, seq, nowMs];
  });
}

/**
 * @param {StatusRow} row
 * @param {number} nowMs
 */
function withValidPressTimes(row, nowMs) {
  const cells = row.map((cell, index) => {
    const cannotBe = index >= PRESSED_FROM && typeof cell === "number" && !isValidTime(cell, nowMs);
    return cannotBe ? nowMs : cell;
  });
  return /** @type {StatusRow} */ (cells);
}

/**
 * @template {import("../protocol/messages.js").ReportRow | import("../protocol/messages.js").StatusRow} Row
 * @param {Row} row
 * @param {number} nowMs
 * @returns {Row}
 */
function withValidTime(row, nowMs) {
  return isValidTime(row[AT], nowMs) ? row : /** @type {Row} */ (row.with(AT, nowMs));
}
