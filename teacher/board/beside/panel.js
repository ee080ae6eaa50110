/** @file Panel beside a call: the lines for its chat, and the links for a phone, a dock and an overlay. */

import { byRole, setText } from "../../../look/dom.js";
import { LANGUAGES } from "../../../look/language.js";
import { dateText, directionOf } from "../../../look/locale.js";
import { qrCode } from "../../../look/qr.js";
import { isThisDevice } from "../../../look/this_device.js";
import { whileBusy } from "../../busy_button.js";
import { refusalWords } from "../../refusals.js";
import { text } from "../../text.js";
import { copyText, offerForCopying } from "../invite/clipboard.js";
import { arrivalWords, classSize, keepClassSize } from "./arrivals.js";
import { chatLines, classLanguage, keepClassLanguage, sentencesOf } from "./chat_lines.js";
import { RoomLinks } from "./room_links.js";

/** @typedef {import("../../../protocol/messages.js").TeacherJoined} TeacherJoined */
/** @typedef {import("../../../protocol/messages.js").Refused} Refused */

const DOCK_WINDOW = "popup,width=320,height=480";

/** Owns the dialog, and the line that says how many have come. */
export class BesidePanel {
  /** @type {TeacherJoined | null} */
  #room = null;
  #here = 0;
  #isCopied = false;
  /** @type {RoomLinks} */
  #links;

  /**
   * @param {Document} page
   * @param {import("../toolkit/panel.js").Host} board
   */
  constructor(page, board) {
    this.page = page;
    this.#links = new RoomLinks(board.connection);
    this.dialog = /** @type {HTMLDialogElement} */ (byRole(page, "beside-dialog"));
    this.lines = /** @type {HTMLTextAreaElement} */ (byRole(page, "chat-lines"));
    this.language = /** @type {HTMLSelectElement} */ (byRole(page, "class-language"));
    this.size = /** @type {HTMLInputElement} */ (byRole(page, "class-size"));
    this.#offerLanguages();
    this.size.value = String(classSize() ?? "");
    this.size.addEventListener("input", () => this.#resize());
    const open = byRole(page, "open-beside");
    open.hidden = false;
    open.addEventListener("click", () => this.#open());
    this.#does("copy-chat", () => this.#copyChat());
    this.#does("copy-for-chat", () => this.#copyChat());
    this.#does("show-phone", () => this.#showPhone());
    this.#does("open-dock", () => this.#openDock());
    this.#does("copy-dock", async () => this.#copy(await this.#links.dock()));
    this.#does("copy-overlay", async () => this.#copy(await this.#links.overlay()));
  }

  /** @param {TeacherJoined} room */
  enterRoom(room) {
    this.#room = room;
    byRole(this.page, "copy-for-chat").hidden = false;
    const expires = /** @type {HTMLTimeElement} */ (byRole(this.page, "links-expire"));
    expires.dateTime = new Date(room.expires_at).toISOString();
    setText(expires, dateText(room.expires_at, { dateStyle: "medium", timeStyle: "short" }));
    void this.#write();
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ students }) {
    this.#here = [...students.values()].filter(({ online }) => online).length;
    this.#showArrivals();
  }

  /**
   * @param {string} role
   * @param {() => Promise<unknown>} act
   */
  #does(role, act) {
    const button = byRole(this.page, role);
    const actAnew = () => {
      this.#say("");
      return act();
    };
    button.addEventListener("click", () => void whileBusy(button, actAnew));
  }

  #offerLanguages() {
    for (const [language, name] of Object.entries(LANGUAGES)) {
      const option = new Option(name, language);
      option.lang = language;
      option.dir = directionOf(language);
      this.language.append(option);
    }
    this.language.value = classLanguage();
    this.language.addEventListener("change", () => {
      keepClassLanguage(this.language.value);
      void this.#write();
    });
  }

  #open() {
    this.#say("");
    byRole(this.page, "beside-link").hidden = true;
    this.dialog.showModal();
    // Before they are pressed for: some browsers copy nothing that came after a press.
    void this.#links.dock();
    void this.#links.overlay();
  }

  #resize() {
    keepClassSize(this.size.value);
    this.#showArrivals();
  }

  /** @returns {Promise<boolean>} whether the lines are there */
  async #write() {
    if (this.#room === null) return false;
    const language = this.language.value;
    try {
      this.lines.value = chatLines(await sentencesOf(language), this.#room);
    } catch {
      // What stands there, if anything, is of another language, and still leads into the room.
      return this.lines.value !== "";
    }
    this.lines.lang = language;
    this.lines.dir = directionOf(language);
    return true;
  }

  async #copyChat() {
    if (this.lines.value === "" && !(await this.#write())) {
      this.#say(text("refusal.offline"));
      return;
    }
    this.#isCopied = (await copyText(this.lines.value)) || this.#select();
    this.#showArrivals();
    if (!this.#isCopied) this.#say(text("beside.select_lines"));
  }

  /** @returns {boolean} whether that copied them */
  #select() {
    if (!this.dialog.open) this.#open();
    this.lines.focus();
    this.lines.select();
    return document.execCommand("copy");
  }

  #showArrivals() {
    const size = classSize();
    const come = arrivalWords(this.#here, size);
    const copied = this.#isCopied ? `${text("beside.copied_chat")} ` : "";
    setText(byRole(this.page, "chat-come"), this.#isCopied || size !== null ? copied + come : "");
    const line = byRole(this.page, "come");
    line.hidden = !this.#isCopied && size === null;
    setText(line, copied + come);
  }

  async #showPhone() {
    const link = await this.#links.watch();
    if (typeof link !== "string") {
      this.#say(refusalWords(link));
      return;
    }
    // A phone would look for the server on itself.
    byRole(this.page, "phone-local").hidden = !isThisDevice(new URL(link).hostname);
    const code = byRole(this.page, "phone-qr");
    code.hidden = !byRole(this.page, "phone-local").hidden;
    byRole(this.page, "phone-until").hidden = code.hidden;
    if (!code.hidden) code.replaceChildren(qrCode(link, text("beside.phone_qr")));
  }

  async #openDock() {
    // At once, as browsers let only a press open a window; where it leads is known when the relay has signed the link.
    const opened = open("about:blank", "_blank", DOCK_WINDOW);
    if (opened === null) {
      this.#say(text("floating.blocked"));
      return;
    }
    opened.opener = null;
    const link = await this.#links.dock();
    if (typeof link === "string") {
      opened.location.replace(link);
      return;
    }
    opened.close();
    this.#say(refusalWords(link));
  }

  /** @param {string | Refused} link */
  async #copy(link) {
    if (typeof link !== "string") {
      this.#say(refusalWords(link));
      return;
    }
    const field = /** @type {HTMLInputElement} */ (byRole(this.page, "beside-link"));
    field.hidden = true;
    const done = (await copyText(link)) || offerForCopying(link, field);
    this.#say(text(done ? "beside.copied" : "beside.select"));
  }

  /** @param {string} words */
  #say(words) {
    setText(byRole(this.page, "beside-said"), words);
  }
}
