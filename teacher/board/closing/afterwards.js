/** @file Afterwards: what becomes of a lesson that is over, that is its report, a file of it, or its deletion. */

import { byRole, setText } from "../../../look/dom.js";
import { late } from "../../../protocol/lazy_import.js";
import { whileBusy } from "../../busy_button.js";
import { readSavedLesson } from "../../saved_lessons/saved_lesson.js";
import { deleteLesson } from "../../saved_lessons/store.js";
import { text } from "../../text.js";
import { Keeping } from "./keeping.js";

const minutesFile = late(() => import("../../report/minutes_file.js"));

/** Owns the ways on in the notice of a closed room, and the dialog that asks before anything is lost. */
export class Afterwards {
  /**
   * @param {Document} page
   * @param {{code: string, writer: Pick<import("../../saved_lessons/writer.js").LessonWriter, "write">}} board
   */
  constructor(page, { code, writer }) {
    this.code = code;
    this.writer = writer;
    this.kept = byRole(page, "notice-kept");
    this.ways = ["notice-report", "notice-export", "notice-delete"].map((role) => byRole(page, role));
    this.dialog = /** @type {HTMLDialogElement} */ (byRole(page, "delete-dialog"));
    this.trouble = byRole(page, "delete-trouble");
    this.confirm = byRole(page, "confirm-delete");
    this.keeping = new Keeping(page, { code, writer });
    const save = byRole(page, "notice-export");
    save.addEventListener("click", () => void whileBusy(save, () => this.#save()));
    byRole(page, "notice-delete").addEventListener("click", () => this.#ask());
    byRole(page, "cancel-delete").addEventListener("click", () => this.dialog.close());
    this.confirm.addEventListener("click", () => void whileBusy(this.confirm, () => this.#delete()));
  }

  /** @param {boolean} isKept whether this device may hold the lesson */
  show(isKept) {
    for (const way of this.ways) way.hidden = !isKept;
    this.kept.hidden = !isKept;
    if (!isKept) {
      this.keeping.hide();
      return;
    }
    setText(this.kept, text("notice.kept"));
    void this.keeping.offer();
  }

  async #save() {
    try {
      await this.writer.write();
      const [{ saveMinutes }, lesson] = await Promise.all([minutesFile(), readSavedLesson(this.code)]);
      if (lesson === null) setText(this.kept, text("lesson.none"));
      else saveMinutes(lesson);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      setText(this.kept, text("lessons.not_done"));
    }
  }

  #ask() {
    setText(this.trouble, "");
    this.dialog.showModal();
  }

  async #delete() {
    try {
      // What is still on its way to the disk would bring the lesson back.
      await this.writer.write();
      await deleteLesson(this.code);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      setText(this.trouble, text("lessons.not_done"));
      return;
    }
    this.dialog.close();
    this.show(false);
    this.kept.hidden = false;
    setText(this.kept, text("deleting.done"));
  }
}
