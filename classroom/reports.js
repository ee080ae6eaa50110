/** @file Report log: one student's reports in the order of their numbers, merged a frame at a time and bounded in length. */

/** @typedef {import("../protocol/messages.js").ReportMessage} ReportMessage */

/**
 * A student's page holds 2,000 of one run, and changes its label every three seconds at most over the eight hours that a
 * strip shows: five full runs. Whoever sends more keeps the newest; the strip and the files begin later for them.
 */
export const MOST_REPORTS = 10_000;
/** Dropped together, so that what is drawn of a student is made anew once in a thousand reports and not at each. */
export const DROPPED_AT_ONCE = 1000;

/**
 * Put reports in their places, all with one pass over what stands behind the first of them.
 * @param {ReportMessage[]} reports in the order of their numbers, each number once
 * @param {ReportMessage[]} fresh in the order of their numbers; of two with one number, the first counts
 * @returns {{added: ReportMessage[], repeated: ReportMessage[]}} what is new, and what was there already
 */
export function merge(reports, fresh) {
  const tail = reports.splice(placeOf(reports, fresh[0]?.seq ?? 0));
  /** @type {{added: ReportMessage[], repeated: ReportMessage[]}} */
  const found = { added: [], repeated: [] };
  let next = 0;
  for (const report of fresh) {
    for (let old = tail[next]; old !== undefined && old.seq <= report.seq; old = tail[next]) {
      reports.push(old);
      next += 1;
    }
    const isKnown = reports.at(-1)?.seq === report.seq;
    if (!isKnown) reports.push(report);
    found[isKnown ? "repeated" : "added"].push(report);
  }
  for (const old of tail.slice(next)) reports.push(old);
  return found;
}

/**
 * The index of the first report with this number or a later one.
 * @param {ReportMessage[]} reports
 * @param {number} seq
 */
export function placeOf(reports, seq) {
  if (seqAt(reports, reports.length - 1) < seq) return reports.length; // where nearly all belong
  let [low, high] = [0, reports.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (seqAt(reports, middle) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Drop the oldest where there are too many.
 * @param {ReportMessage[]} reports
 * @returns {number} up to which number nothing is wanted any more, 0 where nothing was dropped
 */
export function bound(reports) {
  if (reports.length <= MOST_REPORTS) return 0;
  const dropped = reports.splice(0, reports.length - MOST_REPORTS + DROPPED_AT_ONCE);
  return dropped.at(-1)?.seq ?? 0;
}

/**
 * When the present state began: a report may repeat the state because the alerts changed.
 * @param {ReportMessage[]} reports
 * @returns {number} in ms on the relay's clock, 0 where there is none
 */
export function stateSince(reports) {
  const state = reports.at(-1)?.state;
  const before = reports.findLastIndex((report) => report.state !== state);
  return reports[before + 1]?.at ?? 0;
}

/**
 * @param {ReportMessage[]} reports
 * @param {number} index
 */
function seqAt(reports, index) {
  return reports[index]?.seq ?? Number.NEGATIVE_INFINITY;
}
