/** @file Lesson name: what the teacher calls this lesson, kept on this device and told to nobody. */

import { byRole, setText } from "../../../look/dom.js";
import { forgetRoom, knownRoom, rememberRoom } from "../../known_rooms.js";

/** @typedef {import("../../../protocol/messages.js").TeacherJoined} TeacherJoined */
/** @typedef {{code: string, token: string, writer: {setName: (name: string) => void}}} NameHost `code` is empty where nothing of the room is kept here */

/** Owns the name beside the room's code, and the dialog that changes it. */
export class LessonName {
  #name = "";

  /**
   * @param {ParentNode} page
   * @param {NameHost} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    this.dialog = /** @type {HTMLDialogElement} */ (byRole(page, "name-dialog"));
    this.field = /** @type {HTMLInputElement} */ (byRole(page, "lesson-name-field"));
    byRole(page, "open-name").addEventListener("click", () => this.#open());
    this.dialog.addEventListener("close", () => this.#take());
  }

  /** @param {TeacherJoined} room as this device is to know it */
  enterRoom({ policy, expires_at }) {
    const { code, token } = this.board;
    if (code === "") return;
    rememberRoom({
      code,
      token,
      policy,
      expiresAt: expires_at,
      ...(this.#name === "" ? {} : { name: this.#name }),
    });
    this.set(knownRoom(code)?.name ?? this.#name);
  }

  /** The room is closed: there is nothing to go back to. */
  leaveRoom() {
    if (this.board.code !== "") forgetRoom(this.board.code);
  }

  /** @param {string} name as this device kept it, or as it is called from now on */
  set(name) {
    this.#name = name;
    byRole(this.page, "lesson-name").hidden = name === "";
    setText(byRole(this.page, "lesson-name-words"), name);
    if (name !== "") this.board.writer.setName(name);
  }

  #open() {
    this.field.value = this.#name;
    this.dialog.showModal();
  }

  #take() {
    if (this.dialog.returnValue !== "keep") return;
    this.dialog.returnValue = "";
    const name = this.field.value.trim();
    if (knownRoom(this.board.code) !== null) rememberRoom({ code: this.board.code, name });
    this.set(name);
    this.board.writer.setName(name);
  }
}
