/** @file Exchange panel of the editor: cards from files and as files, and all of them as plain text. */

import { element, setText } from "../../../look/dom.js";
import { download } from "../../../teacher/download.js";
import { chaptersTrack } from "../exchange/chapters_track.js";
import { wordsOf } from "../manage/moments.js";
import { nameOf } from "../offers/card.js";
import { readCards, writeCards } from "../offers/cards.js";
import { text } from "../text.js";
import { h5pFile, importFile } from "./files.js";
import { Refusal, refusalWords } from "./own_lesson.js";

/** @typedef {import("../offers/cards.js").Card} Card */
/** @typedef {import("./own_lesson.js").OwnLesson} OwnLesson */
/**
 * What the panel asks of the editor.
 * @typedef {object} Host
 * @property {() => readonly Card[]} cards of the language that is open
 * @property {() => {lang: string, label: string}} language
 * @property {() => {start_s: number, end_s: number}} here where what has no time of its own goes
 * @property {(cards: Card[]) => void} add
 * @property {(cards: Card[]) => void} replace
 */

/** Owns the part with the files, and the field with the text. */
export class ExchangePanel {
  /**
   * @param {OwnLesson} own
   * @param {Host} host
   */
  constructor(own, host) {
    this.own = own;
    this.host = host;
    this.plain = /** @type {HTMLTextAreaElement} */ (element("plain"));
    element("export-vtt").addEventListener("click", () => this.#exportVtt());
    element("export-h5p").addEventListener("click", () => void this.#exportH5p());
    const file = /** @type {HTMLInputElement} */ (element("import"));
    file.addEventListener("change", () => void this.#import(file));
    element("use-plain").addEventListener("click", () => void this.#usePlain());
  }

  /** @param {readonly Card[]} cards */
  show(cards) {
    this.plain.value = writeCards(cards);
  }

  #exportVtt() {
    const track = new Blob([writeCards(this.host.cards())], { type: "text/vtt" });
    download(`${this.own.lesson.title}.vtt`, track);
  }

  async #exportH5p() {
    const { lang } = this.host.language();
    const chapters = await this.own.track("chapters", lang);
    const file = h5pFile(this.host.cards(), {
      title: this.own.lesson.title,
      source: new URL(this.own.source, location.href).href,
      mime: this.own.lesson.mime ?? "video/mp4",
      language: lang,
      chapters: wordsOf(chapters ?? "").map(({ start_s, text: title }) => ({ time_s: start_s, title })),
      say: nameOf,
    });
    download(`${this.own.lesson.title}.h5p`, file);
  }

  /** @param {HTMLInputElement} input */
  async #import(input) {
    const [file] = input.files ?? [];
    if (file === undefined) return;
    const said = element("import-said");
    try {
      const { cards, chapters, left } = await importFile(file, this.host.here(), (vtt) =>
        this.own.check(vtt),
      );
      this.host.add(cards);
      const words = [text("edit.imported", { count: cards.length }), await this.#takeChapters(chapters)];
      setText(said, words.filter(Boolean).join(" "));
      element("import-left").replaceChildren(...left.map(leftItem));
    } catch (error) {
      setText(said, error instanceof Refusal ? error.message : text("edit.not_imported"));
      element("import-left").replaceChildren();
    }
    // The same file, corrected, is a change again.
    input.value = "";
  }

  /**
   * @param {import("../exchange/h5p_read.js").Chapter[]} chapters
   * @returns {Promise<string>} what became of them
   */
  async #takeChapters(chapters) {
    if (chapters.length === 0) return "";
    const { lang, label } = this.host.language();
    if ((await this.own.track("chapters", lang)) !== null) return text("edit.has_chapters");
    const track = chaptersTrack(chapters, this.own.lesson.duration_ms / 1000);
    const answer = await this.own.put({ kind: "chapters", lang, label }, track);
    return answer.ok ? text("edit.chapters", { count: chapters.length }) : refusalWords(answer);
  }

  async #usePlain() {
    const said = element("plain-said");
    try {
      await this.own.check(this.plain.value);
      this.host.replace(readCards(this.plain.value));
      setText(said, text("edit.used"));
    } catch (error) {
      setText(said, error instanceof Refusal ? error.message : text("edit.not_imported"));
    }
  }
}

/** @param {import("../exchange/h5p_read.js").Left} left */
function leftItem({ name, why }) {
  const item = document.createElement("li");
  item.textContent = text(`edit.left.${why}`, { name: name === "" ? text("edit.untitled") : name });
  return item;
}
