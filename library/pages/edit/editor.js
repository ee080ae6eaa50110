/** @file Editor of help: the lesson with its curve, the cards of help over it, and what they did. */

import { byRole, element, setText } from "../../../look/dom.js";
import { LANGUAGES } from "../../../look/language.js";
import { momentsOf } from "../manage/moments.js";
import { HelpCard } from "../offers/card.js";
import { LESSON_MAX_S, MOST_CARDS, newName, readCards, writeCards } from "../offers/cards.js";
import { OfferPlayer } from "../offers/player.js";
import { text } from "../text.js";
import { CardForm } from "./card_form.js";
import { CardList } from "./card_list.js";
import { ExchangePanel } from "./exchange_panel.js";
import { faultsOf } from "./faults.js";
import { withCards } from "./files.js";
import { History } from "./history.js";
import { refusalWords } from "./own_lesson.js";
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
  /** Whether it was tried to save, so that what is missing is said. */
  #isTold = false;

  /** @param {import("./own_lesson.js").OwnLesson} own */
  constructor(own) {
    this.own = own;
    this.video = /** @type {HTMLVideoElement} */ (element("video"));
    this.language = /** @type {HTMLSelectElement} */ (element("offers-language"));
    this.list = new CardList(element("cards"), (name) => this.#choose(name));
    this.exchange = new ExchangePanel(own, {
      cards: () => this.#history.now,
      language: () => this.#ofLanguage(),
      here: () => this.#stretchHere(),
      add: (cards) => this.#addCards(cards),
      replace: (cards) => {
        this.#history.change(cards);
        this.#show(true);
      },
    });
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
    element("add-card").addEventListener("click", () => {
      const { start_s, end_s } = this.#stretchHere();
      this.#addCard(start_s, end_s);
    });
    element("save").addEventListener("click", () => void this.#save());
    element("undo").addEventListener("click", () => this.#step(() => this.#history.undo()));
    element("redo").addEventListener("click", () => this.#step(() => this.#history.redo()));
    element("preview").addEventListener("click", () => this.#openPreview());
    element("delete-card").addEventListener("click", () => this.#deleteCard());
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
    element("no-cards").hidden = cards.length > 0;
    this.list.show(cards, this.#chosen);
    /** @type {HTMLButtonElement} */ (element("undo")).disabled = !this.#history.canUndo;
    /** @type {HTMLButtonElement} */ (element("redo")).disabled = !this.#history.canRedo;
    this.timeline.showCards(cards, this.#chosen);
    this.exchange.show(cards);
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

  #stretchHere() {
    const start_s = Math.floor(this.video.currentTime);
    return { start_s, end_s: start_s + STRETCH_S };
  }

  /** @param {Card[]} more that come from a file */
  #addCards(more) {
    const cards = this.#history.now;
    if (more.length === 0) return;
    const all = withCards(cards, more).slice(0, MOST_CARDS);
    this.#chosen = all[cards.length]?.name ?? this.#chosen;
    this.#history.change(all);
    this.#show(true);
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
    const answer = await this.own.put({ kind: "offers", ...this.#ofLanguage() }, writeCards(cards));
    if (answer.ok) {
      this.#history.saved(cards);
      this.#effects = (await this.own.read("offers")).offers ?? [];
    }
    this.#show(true);
    setText(element("edit-said"), answer.ok ? text("edit.saved") : refusalWords(answer));
  }

  #ofLanguage() {
    return { lang: this.#lang, label: this.language.selectedOptions[0]?.textContent ?? this.#lang };
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
}
