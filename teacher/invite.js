/** @file The invitation: the room's code, the student link, its QR code, and both links to copy. */

import { byRole } from "../look/dom.js";
import { late, saidBy } from "../look/late.js";
import { dateText } from "../look/locale.js";
import { text } from "./text.js";

/** @typedef {import("../protocol/messages.js").TeacherJoined} TeacherJoined */

const qr = late(() => import("./qr.js"));

/** Owns the invitation panel and its button. */
export class Invite {
  /** @param {ParentNode} page */
  constructor(page) {
    this.page = page;
    this.panel = byRole(page, "invite");
    this.toggle = byRole(page, "toggle-invite");
    this.link = /** @type {HTMLAnchorElement} */ (byRole(page, "student-link"));
    this.toggle.addEventListener("click", () => this.show(this.panel.hidden));
    this.#copies("copy-student-link", () => this.link.href);
    // The board's own link is copied but never written out: the board is often on a projector.
    this.#copies("copy-teacher-link", () => location.href);
  }

  /** @param {TeacherJoined} room */
  update({ code, student_url, expires_at }) {
    byRole(this.page, "room-code").textContent = code;
    this.link.href = student_url;
    this.link.textContent = student_url;
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

  /**
   * @param {string} role
   * @param {() => string} address
   */
  #copies(role, address) {
    const button = byRole(this.page, role);
    button.addEventListener("click", async () => {
      byRole(this.page, "copied").textContent = (await copied(address()))
        ? text("invite.copied", { what: button.textContent ?? "" })
        : text("invite.no_copy");
    });
  }
}

/**
 * @param {string} address
 * @returns {Promise<boolean>}
 */
async function copied(address) {
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    return false;
  }
}
