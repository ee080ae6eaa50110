/** @file Rolling mean: the class over the last five minutes at every column, cached until a change makes it untrue. */

import { meanOfStudents } from "./class_index.js";
import { COLUMN_MS } from "./columns.js";
import { isInGap, outsideGaps } from "./gaps.js";
import { timeIn } from "./track.js";

export const WINDOW_MS = 5 * 60 * 1000;
/** So many students' windows are summed at a time: an hour that comes in at once is filled in over a few draws. */
const MOST_WINDOWS = 2000;

/** Owns the means, by column. */
export class RollingMean {
  /** @type {Map<number, number | null>} */
  #means = new Map();

  /**
   * @param {import("./timeline.js").ClassTimeline} timeline
   * @param {number[]} timesMs the columns' times, oldest first
   * @returns {(number | null)[]} one a column; what there was no time for yet is null, and there at a later call
   */
  read(timeline, timesMs) {
    this.#forget(timeline.changedFrom);
    timeline.changedFrom = Number.POSITIVE_INFINITY;
    const { tracks, gaps } = timeline;
    let columns = Math.max(1, Math.floor(MOST_WINDOWS / Math.max(1, tracks.length)));
    for (let index = timesMs.length - 1; index >= 0 && columns > 0; index -= 1) {
      const atMs = timesMs[index] ?? 0;
      if (this.#means.has(atMs)) continue;
      this.#means.set(atMs, meanAt({ tracks, gaps }, atMs));
      columns -= 1;
    }
    return timesMs.map((atMs) => this.#means.get(atMs) ?? null);
  }

  /** @param {number} column */
  #forget(column) {
    for (const atMs of this.#means.keys()) if (atMs >= column * COLUMN_MS) this.#means.delete(atMs);
  }
}

/**
 * The time that no board saw counts for nothing, and has no mean of its own.
 * @param {Pick<import("./timeline.js").ClassTimeline, "tracks" | "gaps">} timeline
 * @param {number} atMs
 */
export function meanAt({ tracks, gaps }, atMs) {
  if (isInGap(gaps, atMs)) return null;
  const windows = outsideGaps(gaps, atMs - WINDOW_MS, atMs);
  return meanOfStudents(
    tracks.map((moments) => sumOf(windows.map(([fromMs, toMs]) => timeIn(moments, fromMs, toMs)))),
  );
}

/** @param {import("./class_index.js").Amounts[]} amounts */
function sumOf(amounts) {
  const sum = { focused: 0, measurable: 0, present: 0 };
  for (const { focused, measurable, present } of amounts) {
    sum.focused += focused;
    sum.measurable += measurable;
    sum.present += present;
  }
  return sum;
}
