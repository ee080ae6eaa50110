/** @file Sign: one printed sheet for the door of a room whose audience is counted. */

import { byRole, setText } from "../../look/dom.js";
import { text } from "../text.js";

/**
 * Print the sign, and nothing else of the page.
 * @param {import("../../protocol/room_code.js").RoomCamera} told what the room's camera tells
 */
export function printSign(told) {
  setText(byRole(document, "sign-counted"), text(`sign.counted.${told}`));
  document.body.dataset.print = "sign";
  addEventListener("afterprint", () => delete document.body.dataset.print, { once: true });
  print();
}
