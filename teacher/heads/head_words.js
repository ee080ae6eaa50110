/** @file Head words: what a camera on an audience counted, in words. */

import { DIRECTIONS } from "../../signals/audience/counting.js";
import { text } from "../text.js";

/** @typedef {import("../../protocol/messages.js").RoomReportMessage} RoomReportMessage */

/** @param {number | null} seen null where fewer were seen than may be told */
export function headWords(seen) {
  return seen === null ? text("room.few") : text("room.heads", { count: seen });
}

/**
 * @param {Pick<RoomReportMessage, import("../../protocol/messages.js").HeadDirection>} counts
 * @returns {HTMLLIElement[]} one a direction
 */
export function directionItems(counts) {
  return DIRECTIONS.map((direction) => {
    const item = document.createElement("li");
    item.dataset.direction = direction;
    item.textContent = text(`room.${direction}`, { count: counts[direction] ?? 0 });
    return item;
  });
}
