/** @file Invite panel: the room's code, the student link, its QR code, and both links to copy. */

import { saidBy } from "../../../look/busy.js";
import { byRole, setText } from "../../../look/dom.js";
import { dateText } from "../../../look/locale.js";
import { isThisDevice } from "../../../look/this_device.js";
import { late } from "../../../protocol/lazy_import.js";
import { text } from "../../text.js";
import { copyText, offerForCopying } from "./clipboard.js";

/** @typedef {import("../../../protocol/messages.js").TeacherJoined} TeacherJoined */

const qr = late(() => import("../../../look/qr.js"));

/** Owns the invitation panel and its button. */
export class InvitePanel {
  /** @param {ParentNode} page */
  constructor(page) {
    this.page = page;
    this.panel = byRole(page, "invite");
    this.toggle = byRole(page, "toggle-invite");
    this.link = /** @type {HTMLAnchorElement} */ (byRole(page, "student-link"));
    this.field = /** @type {HTMLInputElement} */ (byRole(page, "link-to-copy"));
    this.toggle.addEventListener("click", () => this.show(this.panel.hidden));
    byRole(page, "copy-student-link").addEventListener("click", () => void this.#copyStudentLink());
    byRole(page, "copy-teacher-link").addEventListener("click", () => void this.#copyBoardLink());
  }

  /** @param {TeacherJoined} room */
  setRoom({ code, student_url, expires_at }) {
    byRole(this.page, "room-code").textContent = code;
    this.link.href = student_url;
    this.link.textContent = student_url;
    byRole(this.page, "invite-local").hidden = !isThisDevice(new URL(student_url).hostname);
    void this.#showQr(student_url, text("invite.qr", { code }));
    const expires = /** @type {HTMLTimeElement} */ (byRole(this.page, "expires"));
    expires.dateTime = new Date(expires_at).toISOString();
    expires.textContent = dateText(expires_at, { dateStyle: "medium", timeStyle: "short" });
  }

  /**
   * The library that draws it is as large as the board itself, so it comes after the first paint.
   * @param {string} address
   * @param {string} label
   */
  async #showQr(address, label) {
    const { qrCode } = await qr(saidBy(byRole(this.page, "qr")));
    byRole(this.page, "qr").replaceChildren(qrCode(address, label));
  }

  /** @param {boolean} open */
  show(open) {
    this.panel.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
  }

  async #copyStudentLink() {
    this.field.hidden = true;
    const done = (await copyText(this.link.href)) || offerForCopying(this.link.href, this.field);
    this.#tell(text(done ? "invite.copied_student_link" : "invite.select"), false);
  }

  /** The board's own link is copied but never written out: the board is often on a projector. */
  async #copyBoardLink() {
    this.field.hidden = true;
    const done = await copyText(location.href);
    this.#tell(text(done ? "invite.copied_board_link" : "invite.in_address_bar"), true);
  }

  /**
   * @param {string} words
   * @param {boolean} warns whoever has the link has the room
   */
  #tell(words, warns) {
    const told = byRole(this.page, "copied");
    setText(told, words);
    told.classList.toggle("message", warns);
  }
}
