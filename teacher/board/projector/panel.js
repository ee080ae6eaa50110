/** @file Projector panel: opens the page that the class sees, by a link that the relay signs for that page alone. */

import { byRole, setText } from "../../../look/dom.js";
import { whileBusy } from "../../busy_button.js";
import { refusalWords } from "../../refusals.js";
import { text } from "../../text.js";
import { Projection } from "./projection.js";
import { showMessage } from "./show_message.js";

/** @typedef {import("../../../protocol/messages.js").Refused} Refused */

/** Owns the button, and what projectors are told. */
export class ProjectorPanel {
  /**
   * @param {ParentNode} page
   * @param {import("../toolkit/panel.js").Host & {questionController: import("../questions/controller.js").QuestionController}} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    const { connection } = board;
    this.projection = new Projection({
      online: () => connection.online,
      send: (message) => connection.send("show", message),
    });
    const button = byRole(page, "open-projector");
    button.hidden = false;
    button.addEventListener("click", () => void whileBusy(button, () => this.#open()));
  }

  /** @param {import("../../../protocol/messages.js").TeacherJoined} _room */
  enterRoom(_room) {
    this.projection.repeat();
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ students, nowMs, stale }) {
    const { questions } = this.board.questionController;
    // A board that only looks on says nothing to the class.
    if (!stale && this.board.room?.role === "teacher")
      this.projection.update(showMessage(questions, students.values(), nowMs));
  }

  /** A projector has opened, which knows nothing yet. */
  projectorJoined() {
    this.projection.repeat();
  }

  async #open() {
    this.#say("");
    // At once, as browsers let only a press open a page; where it leads is known when the relay has signed the link.
    const opened = open("about:blank", "_blank");
    if (opened === null) {
      this.#say(text("projector.blocked"));
      return;
    }
    // The class's page has no way back to the board's.
    opened.opener = null;
    const answer = await this.board.connection.send("link", { role: "projector" });
    if (answer.ok && answer.url !== undefined) {
      opened.location.replace(answer.url);
      return;
    }
    opened.close();
    this.#say(answer.ok ? text("refusal.offline") : refusalWords(answer));
  }

  /** @param {string} words */
  #say(words) {
    setText(byRole(this.page, "projector-trouble"), words);
  }
}
