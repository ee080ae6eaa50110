/** @file Leave confirmation: asks once, where a wrong press would lose something. */

import { element } from "../../look/dom.js";

// Who has only just come loses nothing: no summary worth reading, no face learnt.
const NOTHING_LOST_S = 60;

/**
 * @param {number} lesson_s how long the lesson has lasted here
 * @returns {Promise<boolean>} whether the student means it
 */
export function meansToLeave(lesson_s) {
  if (lesson_s < NOTHING_LOST_S) return Promise.resolve(true);
  const dialog = /** @type {HTMLDialogElement} */ (element("leave-dialog"));
  if (!("showModal" in dialog)) return Promise.resolve(true); // Firefox before 98
  if (dialog.open) return Promise.resolve(false); // asked already
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "leave"), { once: true });
  });
}
