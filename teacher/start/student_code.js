/** @file Code entry for students: whoever has a room's code and finds the teachers' start page goes on to their own page. */

import { byRole } from "../../look/dom.js";
import { RoomCodeError, readRoomCode } from "../../protocol/room_code.js";
import { text } from "../text.js";

const STUDENTS_PAGE = "/s";

/** @param {ParentNode} page */
export function attachStudentCode(page) {
  const field = /** @type {HTMLInputElement} */ (byRole(page, "student-code-field"));
  const message = byRole(page, "student-code-message");
  const tell = (/** @type {boolean} */ isWrong) => {
    message.hidden = !isWrong;
    message.textContent = isWrong ? text("student_code.wrong") : "";
    field.setAttribute("aria-invalid", String(isWrong));
  };
  field.addEventListener("input", () => tell(false));
  byRole(page, "student-code").addEventListener("submit", (event) => {
    event.preventDefault();
    const address = studentAddress(field.value);
    tell(address === null);
    if (address === null) field.focus();
    else location.assign(address);
  });
}

/**
 * @param {string} typed
 * @returns {string | null} the students' page, with the room where one was typed; null where that is no code
 */
export function studentAddress(typed) {
  if (typed.trim() === "") return STUDENTS_PAGE;
  try {
    return `${STUDENTS_PAGE}#${readRoomCode(typed).code}`;
  } catch (error) {
    if (error instanceof RoomCodeError) return null;
    throw error;
  }
}
