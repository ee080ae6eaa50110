/** @file Room panel: how many heads the camera on the audience counts, apart from the students, and the link that opens it. */

import { roomCurve } from "../../../classroom/chart/room_curve.js";
import { RoomTimeline, SILENT_MS } from "../../../classroom/timeline/room.js";
import { byRole, setText } from "../../../look/dom.js";
import { roomCameraOf } from "../../../protocol/room_code.js";
import { whileBusy } from "../../busy_button.js";
import { directionItems, headWords } from "../../heads/head_words.js";
import { printSign } from "../../heads/sign.js";
import { refusalWords } from "../../refusals.js";
import { text } from "../../text.js";
import { timeWords } from "../../time_words.js";

/** @typedef {import("../../../protocol/room_code.js").RoomCamera} RoomCamera */

/** Owns the section of the room's camera. */
export class RoomPanel {
  timeline = new RoomTimeline();
  #drawn = -1;

  /**
   * @param {ParentNode} page
   * @param {Pick<import("../toolkit/panel.js").Host, "connection" | "notes" | "room"> & {code: string}} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    const told = /** @type {RoomCamera} */ (roomCameraOf(board.code));
    byRole(page, "room-camera").hidden = false;
    for (const note of board.notes) this.timeline.apply(note);
    const button = byRole(page, "open-room-camera");
    button.addEventListener("click", () => void whileBusy(button, () => this.#open()));
    byRole(page, "print-sign").addEventListener("click", () => printSign(told));
  }

  /** @param {import("../toolkit/panel.js").TeacherJoined} room of which who only looks on opens nothing */
  enterRoom({ role }) {
    byRole(this.page, "room-ways").hidden = role !== "teacher";
  }

  /** @param {import("../../../classroom/notes.js").Note} note */
  note(note) {
    this.timeline.apply(note);
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ nowMs }) {
    const { latest } = this.timeline;
    const silent = byRole(this.page, "room-silent");
    silent.hidden = latest === null || nowMs - latest.at <= SILENT_MS;
    if (latest === null) {
      setText(byRole(this.page, "room-heads"), text("room.none"));
      return;
    }
    setText(silent, text("room.silent", { time: timeWords(latest.at) }));
    byRole(this.page, "room-tile").dataset.silent = String(!silent.hidden);
    if (this.#drawn === latest.at) return;
    this.#drawn = latest.at;
    this.#draw(latest, Math.max(nowMs, latest.at));
  }

  /**
   * @param {import("../../../classroom/timeline/room.js").RoomCount} latest
   * @param {number} nowMs
   */
  #draw(latest, nowMs) {
    const { counts, most } = this.timeline;
    setText(byRole(this.page, "room-heads"), headWords(latest.seen));
    const list = byRole(this.page, "room-directions");
    list.hidden = latest.towards === null;
    list.replaceChildren(...directionItems(latest));
    const course = byRole(this.page, "room-course");
    course.hidden = most === 0;
    byRole(course, "room-curve").replaceChildren(roomCurve(counts, nowMs, text("room.line")));
    setText(byRole(course, "room-most"), text("room.most", { count: most }));
  }

  async #open() {
    this.#say("");
    // At once, as browsers let only a press open a page; where it leads is known when the relay has signed the link.
    const opened = open("about:blank", "_blank");
    if (opened === null) return this.#say(text("projector.blocked"));
    opened.opener = null;
    const answer = await this.board.connection.send("link", { role: "audience" });
    if (answer.ok && answer.url !== undefined) return opened.location.replace(answer.url);
    opened.close();
    return this.#say(answer.ok ? text("refusal.offline") : refusalWords(answer));
  }

  /** @param {string} words */
  #say(words) {
    const trouble = byRole(this.page, "room-trouble");
    trouble.hidden = words === "";
    setText(trouble, words);
  }
}
