/** @file Numbers of a lesson: its lost minutes, the class's voice, and what was in view; three of the lesson, none of a person. */

import { bandOfChance } from "./chance.js";

/** @typedef {import("../../../classroom/archive/refusals.js").ClassCurve & {id: string}} Session */
/** @typedef {{session: Session, told: number, lost: number, band: import("./chance.js").Band | null, isMore: boolean}} Numbers `told` minutes, of which the share `lost` */

/** In a minute with at least so many percent of the class lost or too slow, many were lost. */
export const MANY = 20;

/**
 * @param {Session} session
 * @returns {boolean[]} of each minute that is told, whether many were lost
 */
export function lostMinutes({ minutes }) {
  return minutes.flatMap((minute) => (minute === null ? [] : [minute.lost_or_slower >= MANY]));
}

/**
 * @param {readonly Session[]} sessions oldest first
 * @returns {Numbers[]}
 */
export function numbersOf(sessions) {
  const all = sessions.map(lostMinutes);
  return sessions.map((session, index) => {
    const minutes = all[index] ?? [];
    const lost = minutes.filter(Boolean).length / Math.max(1, minutes.length);
    const band = bandOfChance(all.slice(0, index), minutes.length);
    return { session, told: minutes.length, lost, band, isMore: band !== null && lost > band.high };
  });
}
