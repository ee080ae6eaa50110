/** @file Hint panel: the hint's line, its buttons, and the dialog of its settings. */

import { labelOf } from "../../../classroom/student.js";
import { byRole, setText } from "../../../look/dom.js";
import { dateText } from "../../../look/locale.js";
import { text } from "../../text.js";
import { countLost, Hint } from "./hint.js";
import { requestPermission } from "./notifications.js";
import { keepSettings, readSettings, settingsFrom } from "./settings.js";
import { playSound } from "./sound.js";

/** @typedef {import("../../../classroom/student.js").Label} Label */
/** @typedef {import("./hint.js").StandingHint} StandingHint */

const WHOLE_PERCENT = 100;
const SPOKEN_AS = "class";

/** Owns the hint's part of the page. */
export class HintPanel {
  /** @type {Map<string, Label>} */
  #labels = new Map();
  #nowMs = 0;

  /**
   * @param {ParentNode} page
   * @param {import("../tiles/announcements.js").Announcements} announcements
   * @param {(note: import("../../../classroom/notes.js").Note) => void} [onHint] keeps with the lesson that there was one
   */
  constructor(page, announcements, onHint = () => {}) {
    this.onHint = onHint;
    this.page = page;
    this.announcements = announcements;
    this.hint = new Hint(readSettings());
    this.box = byRole(page, "hint");
    this.words = byRole(page, "hint-words");
    this.dialog = /** @type {HTMLDialogElement} */ (byRole(page, "hint-dialog"));
    byRole(page, "dismiss-hint").addEventListener("click", () => this.#dismiss());
    const open = byRole(page, "open-hint-settings");
    open.addEventListener("click", () => this.#openSettings());
    open.hidden = false;
    this.dialog.addEventListener("close", () => void this.#takeSettings());
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ students, changed, nowMs }) {
    this.#nowMs = nowMs;
    for (const id of changed) {
      const student = students.get(id);
      if (student !== undefined) this.#labels.set(id, labelOf(student));
    }
    const hint = this.hint.observe({ nowMs, ...countLost(this.#labels.values()) });
    this.#show(hint);
    if (hint?.fresh) this.onHint({ kind: "hinted", at: nowMs, lost: hint.lost, here: hint.here });
  }

  /** @param {import("../../../classroom/notes.js").Note} note */
  note(note) {
    if (note.kind === "away" || note.kind === "closed") this.hint.forget();
  }

  /** @param {StandingHint | null} hint */
  #show(hint) {
    this.box.hidden = hint === null;
    if (hint === null) {
      this.announcements.set(SPOKEN_AS, text("hint.speaker"), []);
      return;
    }
    const since = dateText(hint.sinceMs, { hour: "2-digit", minute: "2-digit" });
    const words = text("hint.words", { lost: hint.lost, here: hint.here, since });
    setText(this.words, words);
    if (hint.fresh) this.#call(words);
  }

  /** @param {string} words */
  #call(words) {
    this.announcements.set(SPOKEN_AS, text("hint.speaker"), [words]);
    if (this.hint.settings.sound) playSound();
  }

  #dismiss() {
    this.hint.dismiss(this.#nowMs);
    this.box.hidden = true;
    byRole(this.page, "open-hint-settings").focus();
  }

  #openSettings() {
    // Whether to be called is also asked elsewhere.
    this.hint.settings = readSettings();
    const { share, seconds, quiet, sound, desktop } = this.hint.settings;
    this.#field("hint-share").value = (share * WHOLE_PERCENT).toFixed();
    this.#field("hint-seconds").value = String(seconds);
    this.#field("hint-quiet").checked = quiet;
    this.#field("hint-sound").checked = sound;
    this.#field("hint-desktop").checked = desktop;
    this.dialog.showModal();
  }

  async #takeSettings() {
    if (this.dialog.returnValue !== "keep") return;
    this.dialog.returnValue = "";
    const settings = settingsFrom({
      share: this.#field("hint-share").valueAsNumber / WHOLE_PERCENT,
      seconds: this.#field("hint-seconds").valueAsNumber,
      quiet: this.#field("hint-quiet").checked,
      sound: this.#field("hint-sound").checked,
      desktop: this.#field("hint-desktop").checked && (await requestPermission()),
    });
    this.hint.settings = settings;
    keepSettings(settings);
  }

  /** @param {string} role */
  #field(role) {
    return /** @type {HTMLInputElement} */ (byRole(this.dialog, role));
  }
}
