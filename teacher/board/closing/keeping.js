/** @file Keeping: where this server has a library, the way to keep the curve of a class there, after it has been shown. */

import { byRole, setText } from "../../../look/dom.js";
import { late } from "../../../protocol/lazy_import.js";
import { readSavedLesson } from "../../saved_lessons/saved_lesson.js";
import { text } from "../../text.js";

const ANSWERS_WITHIN_MS = 20_000;
const curves = late(() => import("../../report/class_curve.js"));

/** Owns the link in the notice of a closed room. Nothing leaves by it: the curve stands behind its `#`. */
export class Keeping {
  /**
   * @param {ParentNode} page
   * @param {{code: string, writer: Pick<import("../../saved_lessons/writer.js").LessonWriter, "write">}} board
   */
  constructor(page, { code, writer }) {
    this.code = code;
    this.writer = writer;
    this.link = /** @type {HTMLAnchorElement} */ (byRole(page, "notice-keep"));
    this.about = byRole(page, "notice-keep-about");
  }

  hide() {
    this.link.hidden = true;
    this.about.hidden = true;
  }

  async offer() {
    const library = await libraryAddress();
    if (library === null) return;
    try {
      await this.writer.write();
      const [{ keepingLink }, lesson] = await Promise.all([curves(), readSavedLesson(this.code)]);
      const address = lesson === null ? null : keepingLink(lesson, library);
      if (address !== null) this.link.href = address;
      this.link.hidden = address === null;
      this.about.hidden = lesson === null;
      setText(this.about, text(address === null ? "notice.keep_short" : "notice.keep_about"));
    } catch (error) {
      // The notice above says already that this device keeps nothing.
      if (!(error instanceof DOMException)) throw error;
    }
  }
}

/** @returns {Promise<string | null>} null where this server has none, or does not answer */
async function libraryAddress() {
  try {
    const answer = await fetch("/rooms", { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    const { library } = await answer.json();
    return typeof library === "string" ? library : null;
  } catch {
    return null;
  }
}
