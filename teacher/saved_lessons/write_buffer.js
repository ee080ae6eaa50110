/** @file Write buffer: what is still to be saved, in the order it came, and bounded. */

/** @typedef {import("./store.js").Entry} Entry */
/** @typedef {import("../../classroom/roster.js").News} News */

/** An hour of three hundred students; what is older goes first, as nobody could say when storage comes back. */
const MOST_ROWS = 100_000;

/** @returns {Entry} */
export function emptyEntry() {
  return { news: [], marks: [], notes: [] };
}

/** @param {Entry} entry */
export function isEmpty({ news, marks, notes }) {
  return news.length + marks.length + notes.length === 0;
}

/**
 * @param {Entry} first
 * @param {Entry} then
 * @returns {Entry}
 */
export function merged(first, then) {
  return {
    news: [...first.news, ...then.news],
    marks: [...first.marks, ...then.marks],
    notes: [...first.notes, ...then.notes],
  };
}

/**
 * @param {Entry} entry
 * @param {number} [most]
 * @returns {Entry} with its newest rows; marks and notes are what a person did, and are few
 */
export function newestRows(entry, most = MOST_ROWS) {
  let rows = 0;
  const before = entry.news.findLastIndex((news) => {
    rows += rowsIn(news);
    return rows > most;
  });
  return { ...entry, news: entry.news.slice(before + 1) };
}

/** @param {News} news */
function rowsIn(news) {
  const [rows] = Object.values(news);
  return Array.isArray(rows) ? rows.length : 1;
}
