/** @file Waiting room: who asks to come in at a locked door, and is no student of the class yet. */

/** @typedef {import("../protocol/messages.js").PresenceRow} PresenceRow */
/** @typedef {{id: string, name: string | null}} WaitingStudent */

/**
 * Apply a presence row to those who ask to come in.
 * @param {Map<string, WaitingStudent>} asking
 * @param {PresenceRow} row
 * @returns {boolean} whether the row speaks of somebody who only asked, and of nobody else
 */
export function applyWaiting(asking, [id, name, change]) {
  if (change === "asks") {
    asking.set(id, { id, name });
    return true;
  }
  return asking.delete(id) && change === "left";
}
