/** @file Editor of help: the lesson with its curve, the cards of help over it, and what they did. */

import { byRole, element, setText } from "../../../look/dom.js";
import { LANGUAGES } from "../../../look/language.js";
import { download } from "../../../teacher/download.js";
import { momentsOf, wordsOf } from "../manage/moments.js";
import { HelpCard, nameOf } from "../offers/card.js";
import { LESSON_MAX_S, MOST_CARDS, newName, readCards, stamp, writeCards } from "../offers/cards.js";
import { OfferPlayer } from "../offers/player.js";
import { text } from "../text.js";
import { CardForm } from "./card_form.js";
import { faultsOf } from "./faults.js";
import { h5pFile, importFile, withCards } from "./files.js";
import { History } from "./history.js";
import { Refusal, refusalWords } from "./own_lesson.js";
import { Timeline } from "./timeline.js";
import { timeText } from "./times.js";

/** @typedef {import("../offers/cards.js").Card} Card */
/** @typedef {import("./effect.js").Effect} Effect */

const STRETCH_S = 60;
const BEFORE_PEAK_S = 15;
const WITH_LABELS = ["labels", "ask"];

/** Owns the cards of one language, and which of them is open. */
export class Editor {
  /** @type {History<Card[]>} */
  #history = new History(/** @type {Card[]} */ ([]));
  /** @type {string | null} */
  #chosen = null;
  /** @type {Effect[]} */
  #effects = [];
  #lang = "";
  /** @type {Map<string, HTMLElement>} by card */
  #items = new Map();
  /** Whether it was tried to save, so that what is missing is said. */
  #isTold = false;

  /** @param {import("./own_lesson.js").OwnLesson} own */
  constructor(own) {
    this.own = own;
    this.video = /** @type {HTMLVideoElement} */ (element("video"));
    this.language = /** @type {HTMLSelectElement} */ (element("offers-language"));
    this.plain = /** @type {HTMLTextAreaElement} */ (element("plain"));
    this.timeline = new Timeline(element("timeline"), this.own.lesson.duration_ms / 1000, (time_s) =>
      this.#go(time_s),
    );
    this.form = new CardForm(document, {
      change: (card, isOther) => this.#changeCard(card, isOther),
      now: () => this.video.currentTime,
      reads_faces: WITH_LABELS.includes(this.own.course.policy),
      effect: (cue, place) => this.#effects.find((each) => each.cue === cue && each.place === place),
    });
    this.player = new OfferPlayer(this.video, () => {});
    this.preview = new HelpCard(document, this.player, {
      count: () => {},
      onClose: () => this.#closePreview(),
      onWrong: () => {},
      way: () => null,
      onWay: () => {},
    });
    this.#listen();
  }

  async open() {
    this.#openVideo();
    this.#offerLanguages();
    await this.#load();
    await this.#showCurve();
    addEventListener("beforeunload", (event) => {
      if (!this.#history.isSaved) event.preventDefault();
    });
  }

  #openVideo() {
    const isThere = this.own.lesson.published;
    element("no-video").hidden = isThere;
    this.video.hidden = !isThere;
    if (!isThere) return;
    for (const told of this.own.lesson.tracks) {
      if (told.kind !== "captions") continue;
      const track = document.createElement("track");
      Object.assign(track, { kind: "captions", srclang: told.lang, label: told.label });
      track.src = `/library/media/${this.own.lesson.id}/captions/${told.lang}.vtt`;
      this.video.append(track);
    }
    this.video.src = this.own.source;
  }

  #offerLanguages() {
    const known = this.own.lesson.tracks.filter((/** @type {any} */ { kind }) => kind === "offers");
    const own = document.documentElement.lang;
    const others = known
      .map((/** @type {any} */ { lang }) => lang)
      .filter((/** @type {string} */ lang) => !(lang in LANGUAGES));
    this.language.append(
      ...Object.entries(LANGUAGES).map(([tag, name]) => new Option(name, tag)),
      ...others.map((/** @type {string} */ lang) => new Option(lang, lang)),
    );
    const first = known.find((/** @type {any} */ { lang }) => lang === own) ?? known[0];
    this.language.value = first?.lang ?? own;
  }

  async #load() {
    this.#lang = this.language.value;
    const [body, effects] = await Promise.all([
      this.own.track("offers", this.#lang),
      this.own.read("offers"),
    ]);
    this.#effects = effects.offers ?? [];
    this.#history = new History(body === null ? [] : readCards(body));
    this.#chosen = this.#history.now[0]?.name ?? null;
    this.#isTold = false;
    this.#show(true);
  }

  async #showCurve() {
    const curve = await this.own.read("curve");
    if (!curve.ok) return;
    this.timeline.showCurve(curve);
    const known = (curve.sums.first ?? []).some((/** @type {number} */ seen) => seen > 0);
    setText(element("curve-said"), text(known ? "edit.curve" : "edit.no_curve"));
    const moments = momentsOf(curve);
    element("peaks-box").hidden = moments.length === 0;
    element("peaks").replaceChildren(
      ...moments.map(({ start_s, end_s, lost, seen }) => {
        const press = document.createElement("button");
        press.type = "button";
        press.textContent = text("edit.peak", { from: timeText(start_s), to: timeText(end_s), lost, seen });
        press.addEventListener("click", () => this.#addCard(Math.max(0, start_s - BEFORE_PEAK_S), end_s));
        const item = document.createElement("li");
        item.append(press);
        return item;
      }),
    );
  }

  #listen() {
    const { video } = this;
    for (const kind of ["timeupdate", "seeked", "loadedmetadata"])
      video.addEventListener(kind, () => this.#showTime());
    element("add-card").addEventListener("click", () =>
      this.#addCard(Math.floor(video.currentTime), Math.floor(video.currentTime) + STRETCH_S),
    );
    element("save").addEventListener("click", () => void this.#save());
    element("undo").addEventListener("click", () => this.#step(() => this.#history.undo()));
    element("redo").addEventListener("click", () => this.#step(() => this.#history.redo()));
    element("preview").addEventListener("click", () => this.#openPreview());
    element("delete-card").addEventListener("click", () => this.#deleteCard());
    element("export-vtt").addEventListener("click", () => this.#exportVtt());
    element("export-h5p").addEventListener("click", () => void this.#exportH5p());
    const file = /** @type {HTMLInputElement} */ (element("import"));
    file.addEventListener("change", () => void this.#import(file));
    element("use-plain").addEventListener("click", () => void this.#usePlain());
    this.language.addEventListener("change", () => void this.#changeLanguage());
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    const { target } = event;
    // Fields undo their own words.
    if (
      target instanceof HTMLTextAreaElement ||
      (target instanceof HTMLInputElement && target.type === "text")
    )
      return;
    event.preventDefault();
    this.#step(() => (event.shiftKey ? this.#history.redo() : this.#history.undo()));
  }

  /** @param {() => void} step */
  #step(step) {
    const before = document.activeElement;
    step();
    this.#show(true);
    if (before instanceof HTMLButtonElement && before.disabled) element("save").focus();
  }

  async #changeLanguage() {
    if (this.#history.isSaved) {
      await this.#load();
      return;
    }
    this.language.value = this.#lang;
    setText(element("edit-said"), text("edit.save_first"));
  }

  /** @param {boolean} isOther whether the form is to be made anew */
  #show(isOther) {
    const cards = this.#history.now;
    if (!cards.some(({ name }) => name === this.#chosen)) this.#chosen = cards[0]?.name ?? null;
    const sorted = cards.toSorted((one, other) => one.start_s - other.start_s || one.end_s - other.end_s);
    element("no-cards").hidden = cards.length > 0;
    this.#list(sorted);
    /** @type {HTMLButtonElement} */ (element("undo")).disabled = !this.#history.canUndo;
    /** @type {HTMLButtonElement} */ (element("redo")).disabled = !this.#history.canRedo;
    this.timeline.showCards(cards, this.#chosen);
    this.plain.value = writeCards(cards);
    this.#showTime();
    if (isOther) this.form.show(cards.find(({ name }) => name === this.#chosen) ?? null);
    this.form.showFaults(this.#isTold);
    setText(element("edit-said"), this.#history.isSaved ? "" : text("edit.unsaved"));
  }

  #showTime() {
    const { currentTime } = this.video;
    this.timeline.showTime(currentTime);
    setText(element("add-card"), text("edit.add_here", { time: timeText(Math.floor(currentTime)) }));
  }

  /** @param {Card[]} cards in the order of the lesson */
  #list(cards) {
    const list = element("cards");
    // A button that is pressed just now stays: leaving a field for it changes what it says.
    const items = cards.map(({ name }) => this.#items.get(name) ?? this.#newItem(name));
    for (const [index, card] of cards.entries()) this.#fill(/** @type {HTMLElement} */ (items[index]), card);
    const stands = [...list.children];
    if (items.length !== stands.length || items.some((item, index) => item !== stands[index]))
      list.replaceChildren(...items);
  }

  /** @param {string} name */
  #newItem(name) {
    const item = document.createElement("li");
    const press = document.createElement("button");
    press.type = "button";
    press.dataset.role = "choose-card";
    const facts = document.createElement("span");
    facts.className = "soft";
    press.append(document.createElement("bdi"), facts);
    press.addEventListener("click", () => this.#choose(name));
    item.append(press);
    this.#items.set(name, item);
    return item;
  }

  /**
   * @param {HTMLElement} item
   * @param {Card} card
   */
  #fill(item, { name, start_s, end_s, topic, offer }) {
    const press = /** @type {HTMLElement} */ (item.firstElementChild);
    const [title, facts] = /** @type {[Element, Element]} */ ([...press.children]);
    press.setAttribute("aria-current", String(name === this.#chosen));
    setText(title, topic ?? text("edit.untitled"));
    const when = text("edit.stretch", { from: timeText(start_s), to: timeText(end_s) });
    setText(facts, `${when} · ${text("edit.offers", { count: offer.length })}`);
  }

  /** @param {string} name */
  #choose(name) {
    this.#chosen = name;
    this.#go(this.#history.now.find((card) => card.name === name)?.start_s ?? 0);
    this.#show(true);
    element("form-title").focus();
  }

  /** @param {number} time_s */
  #go(time_s) {
    if (!this.video.hidden) this.video.currentTime = time_s;
  }

  /**
   * @param {number} start_s
   * @param {number} end_s
   */
  #addCard(start_s, end_s) {
    const cards = this.#history.now;
    if (cards.length >= MOST_CARDS) return;
    const lesson_s =
      this.own.lesson.duration_ms > 0 ? Math.ceil(this.own.lesson.duration_ms / 1000) : LESSON_MAX_S;
    const name = newName(cards);
    // At the very end there is still a stretch of a second.
    const [from_s, to_s] = [Math.max(0, Math.min(start_s, lesson_s - 1)), Math.min(end_s, lesson_s)];
    this.#history.change([...cards, { name, start_s: from_s, end_s: to_s, offer: [] }]);
    this.#chosen = name;
    this.#isTold = false;
    this.#show(true);
    byRole(document, "card-form").scrollIntoView({ block: "nearest" });
    document.getElementById("card-topic")?.focus({ preventScroll: true });
  }

  /**
   * @param {Card} card
   * @param {boolean} isOther
   */
  #changeCard(card, isOther) {
    this.#history.change(this.#history.now.map((each) => (each.name === card.name ? card : each)));
    this.#show(isOther);
  }

  #deleteCard() {
    this.#history.change(this.#history.now.filter(({ name }) => name !== this.#chosen));
    this.#show(true);
    setText(element("edit-said"), text("edit.deleted"));
    element("undo").focus();
  }

  async #save() {
    const cards = this.#history.now;
    const broken = cards.find((card) => faultsOf(card).length > 0);
    if (broken !== undefined) {
      this.#isTold = true;
      this.#chosen = broken.name;
      this.#show(true);
      setText(element("edit-said"), text("edit.missing"));
      this.form.box.scrollIntoView({ block: "nearest" });
      return;
    }
    const answer = await this.own.put(this.#track("offers"), writeCards(cards));
    if (answer.ok) {
      this.#history.saved(cards);
      this.#effects = (await this.own.read("offers")).offers ?? [];
    }
    this.#show(true);
    setText(element("edit-said"), answer.ok ? text("edit.saved") : refusalWords(answer));
  }

  /** @param {"offers" | "chapters"} kind */
  #track(kind) {
    const label = this.language.selectedOptions[0]?.textContent ?? this.#lang;
    return { kind, lang: this.#lang, label };
  }

  #openPreview() {
    const card = this.#history.now.find(({ name }) => name === this.#chosen);
    if (card === undefined) return;
    if (faultsOf(card).length > 0) {
      this.#isTold = true;
      this.form.showFaults(true);
      return;
    }
    this.#go(card.start_s);
    element("preview-box").hidden = false;
    this.preview.show(card, true);
  }

  #closePreview() {
    element("preview-box").hidden = true;
    element("preview").focus();
  }

  #exportVtt() {
    download(`${this.own.lesson.title}.vtt`, new Blob([writeCards(this.#history.now)], { type: "text/vtt" }));
  }

  async #exportH5p() {
    const chapters = await this.own.track("chapters", this.#lang);
    const file = h5pFile(this.#history.now, {
      title: this.own.lesson.title,
      source: new URL(this.own.source, location.href).href,
      mime: this.own.lesson.mime ?? "video/mp4",
      language: this.#lang,
      chapters:
        chapters === null
          ? []
          : wordsOf(chapters).map(({ start_s, text: title }) => ({ time_s: start_s, title })),
      say: nameOf,
    });
    download(`${this.own.lesson.title}.h5p`, file);
  }

  /** @param {HTMLInputElement} input */
  async #import(input) {
    const [file] = input.files ?? [];
    if (file === undefined) return;
    const start_s = Math.floor(this.video.currentTime);
    const said = element("import-said");
    try {
      const found = await importFile(file, { start_s, end_s: start_s + STRETCH_S }, (vtt) =>
        this.own.check(vtt),
      );
      this.#take(found);
      const chapters = await this.#takeChapters(found.chapters);
      setText(
        said,
        [text("edit.imported", { count: found.cards.length }), chapters].filter(Boolean).join(" "),
      );
      element("import-left").replaceChildren(...found.left.map(leftItem));
    } catch (error) {
      setText(said, error instanceof Refusal ? error.message : text("edit.not_imported"));
      element("import-left").replaceChildren();
    }
    // The same file, corrected, is a change again.
    input.value = "";
  }

  /** @param {import("./files.js").Imported} found */
  #take({ cards }) {
    if (cards.length === 0) return;
    const all = withCards(this.#history.now, cards).slice(0, MOST_CARDS);
    this.#chosen = all[this.#history.now.length]?.name ?? this.#chosen;
    this.#history.change(all);
    this.#show(true);
  }

  /** @param {import("../exchange/h5p_read.js").Chapter[]} chapters */
  async #takeChapters(chapters) {
    if (chapters.length === 0) return "";
    if ((await this.own.track("chapters", this.#lang)) !== null) return text("edit.has_chapters");
    const end_s = Math.max(this.own.lesson.duration_ms / 1000, (chapters.at(-1)?.time_s ?? 0) + 1);
    const cues = chapters.map(({ time_s, title }, index) => {
      const until_s = chapters[index + 1]?.time_s ?? end_s;
      const words = title.replace(
        /[&<>]/g,
        (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? sign,
      );
      return `${stamp(time_s)} --> ${stamp(until_s)}\n${words}\n`;
    });
    const answer = await this.own.put(this.#track("chapters"), ["WEBVTT\n", ...cues].join("\n"));
    return answer.ok ? text("edit.chapters", { count: chapters.length }) : refusalWords(answer);
  }

  async #usePlain() {
    const said = element("plain-said");
    try {
      await this.own.check(this.plain.value);
      this.#history.change(readCards(this.plain.value));
      this.#show(true);
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
