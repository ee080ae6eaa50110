/** @file Room timeline: how many heads a camera on the audience counted over the lesson, apart from the students' own words. */

/** @typedef {import("../../protocol/messages.js").HeadDirection} HeadDirection */
/** @typedef {{at: number} & Record<"seen" | HeadDirection, number | null>} RoomCount null is what was not told */

/** A camera tells one every five seconds, a slow device every ten: this long without one is a gap. */
export const SILENT_MS = 30_000;

/** Owns the counts of one lesson, the oldest first. */
export class RoomTimeline {
  /** @type {RoomCount[]} */
  counts = [];

  /** @param {import("../notes.js").Note} note */
  apply(note) {
    if (note.kind !== "room") return;
    const last = this.counts.at(-1);
    if (last !== undefined && note.at <= last.at) return;
    const { at, seen, towards, away, down, unclear } = note;
    this.counts.push({ at, seen, towards, away, down, unclear });
  }

  /** @returns {RoomCount | null} */
  get latest() {
    return this.counts.at(-1) ?? null;
  }

  /** The most heads of any picture. */
  get most() {
    return this.counts.reduce((most, { seen }) => Math.max(most, seen ?? 0), 0);
  }

  /**
   * @param {number} atMs
   * @returns {RoomCount | null} what was counted last before that moment; null where nobody counted then
   */
  at(atMs) {
    let [low, high] = [0, this.counts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.counts[middle]?.at ?? 0) <= atMs) low = middle + 1;
      else high = middle;
    }
    const found = this.counts[low - 1];
    return found === undefined || atMs - found.at > SILENT_MS ? null : found;
  }
}
