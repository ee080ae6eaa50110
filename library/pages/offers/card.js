/** @file Card of help on a page: its offers as a list, the one that was taken, and whether that helped. */

import { byRole, setText } from "../../../look/dom.js";
import { numberText } from "../../../look/locale.js";
import { clockText } from "../show.js";
import { text } from "../text.js";
import { Quiz } from "./quiz.js";
import { ordered, wayOf } from "./ways.js";

/** @typedef {import("./cards.js").Card} Card */
/** @typedef {import("./cards.js").Offer} Offer */
/** @typedef {import("./cards.js").Way} Way */
/** @typedef {"shown" | "taken" | "helped" | "not_helped"} Happened */

/**
 * What the card tells its page.
 * @typedef {object} Page
 * @property {(card: Card, place: number, what: Happened) => void} count
 * @property {(card: Card, answer: import("./trigger.js").Answer) => void} onClose
 * @property {(time_s: number) => void} onWrong
 * @property {() => Way | null} way that the student chose last
 * @property {(way: Way) => void} onWay
 */

/** Owns one card on the page. */
export class HelpCard {
  /** @type {Card | null} */
  #card = null;
  /** @type {number | null} the offer that was taken, and whose helping is asked about */
  #taken = null;

  /**
   * @param {ParentNode} root
   * @param {import("./player.js").OfferPlayer} player
   * @param {Page} page
   */
  constructor(root, player, page) {
    this.box = byRole(root, "help-card");
    this.list = byRole(this.box, "help-offers");
    this.body = byRole(this.box, "help-taken");
    this.thumb = byRole(this.box, "help-thumb");
    this.player = player;
    this.page = page;
    byRole(this.box, "help-later").onclick = () => this.close("later");
    byRole(this.box, "help-never").onclick = () => this.close("never");
    byRole(this.box, "help-close").onclick = () => this.close("done");
    byRole(this.box, "help-others").onclick = () => {
      this.player.back();
      this.#showList();
      this.#focusTitle();
    };
    byRole(this.box, "help-yes").onclick = () => this.#thumbed("helped");
    byRole(this.box, "help-no").onclick = () => this.#thumbed("not_helped");
  }

  get isOpen() {
    return this.#card !== null;
  }

  /**
   * @param {Card} card
   * @param {boolean} isAsked whether the student asked for it, and so wants to be there
   */
  show(card, isAsked) {
    this.#card = card;
    setText(byRole(this.box, "help-title"), titleOf(card));
    byRole(this.box, "help-never").hidden = isAsked;
    setText(byRole(this.box, "help-later"), text(isAsked ? "help.close" : "help.later"));
    this.#showList();
    this.box.hidden = false;
    for (const { place } of this.#offers(card)) this.page.count(card, place, "shown");
    if (isAsked) this.#focusTitle();
  }

  /** @param {import("./trigger.js").Answer} answer */
  close(answer) {
    const card = this.#card;
    if (card === null) return;
    this.#card = null;
    this.box.hidden = true;
    this.player.goOn();
    this.page.onClose(card, answer);
  }

  /** @param {Card} card */
  #offers(card) {
    return ordered(card.offer, this.page.way()).filter(
      ({ offer }) => !("from_s" in offer) || this.player.has(offer.from_s),
    );
  }

  #showList() {
    const card = this.#card;
    if (card === null) return;
    this.#taken = null;
    this.list.replaceChildren(
      ...this.#offers(card).map(({ offer, place }) => this.#item(card, offer, place)),
    );
    this.list.hidden = false;
    this.body.hidden = true;
    this.thumb.hidden = true;
    setText(byRole(this.box, "help-said"), "");
    this.#showWays(false);
  }

  /** @param {boolean} isTaken whether an offer is open */
  #showWays(isTaken) {
    byRole(this.box, "help-later").hidden = isTaken;
    byRole(this.box, "help-never").classList.toggle("gone", isTaken);
    byRole(this.box, "help-close").hidden = !isTaken;
    byRole(this.box, "help-others").hidden = !isTaken || (this.#card?.offer.length ?? 0) < 2;
  }

  /**
   * @param {Card} card
   * @param {Offer} offer
   * @param {number} place
   */
  #item(card, offer, place) {
    const item = document.createElement("li");
    const press = offer.do === "link" ? linkTo(offer.href) : document.createElement("button");
    if (press instanceof HTMLButtonElement) press.type = "button";
    press.dataset.role = "help-offer";
    press.dataset.do = offer.do;
    const name = document.createElement("span");
    name.className = "offer-name";
    name.dir = "auto";
    name.textContent = nameOf(offer);
    press.append(name);
    const note = noteOf(offer);
    if (note !== "") {
      const about = document.createElement("span");
      about.className = "soft";
      about.textContent = note;
      press.append(about);
    }
    press.addEventListener("click", () => this.#take(card, offer, place));
    item.append(press);
    return item;
  }

  /**
   * @param {Card} card
   * @param {Offer} offer
   * @param {number} place
   */
  #take(card, offer, place) {
    this.page.count(card, place, "taken");
    const way = wayOf(offer);
    if (way !== null) this.page.onWay(way);
    this.#taken = place;
    this.list.hidden = true;
    this.body.hidden = false;
    this.thumb.hidden = offer.do === "ask" || offer.do === "clip";
    this.#showWays(true);
    this.body.replaceChildren(...this.#contents(card, offer));
    this.#focusTitle();
  }

  /**
   * @param {Card} card
   * @param {Offer} offer
   * @returns {HTMLElement[]}
   */
  #contents(card, offer) {
    if (offer.do === "replay") {
      this.player.replay(offer.from_s, offer.rate);
      return [words(nameOf(offer))];
    }
    if (offer.do === "clip") {
      this.player.clip(offer.from_s, offer.to_s, () => this.#clipEnded());
      const back = button("help-back", text("help.back"));
      back.addEventListener("click", () => this.player.back());
      return [words(nameOf(offer)), back];
    }
    this.player.hold();
    if (offer.do === "text") return [words(offer.text)];
    if (offer.do === "link")
      return [words(offer.text), words(text("help.opened", { origin: originOf(offer.href) }))];
    return this.#quiz(card, offer);
  }

  #clipEnded() {
    if (this.#taken === null) return;
    setText(byRole(this.box, "help-said"), text("help.is_back"));
    this.body.querySelector("button")?.remove();
    this.thumb.hidden = false;
    this.#focusTitle();
  }

  /**
   * @param {Card} card
   * @param {import("./cards.js").Quiz} question
   */
  #quiz(card, question) {
    const quiz = new Quiz(question);
    const said = byRole(this.box, "help-said");
    const choices = document.createElement("div");
    choices.className = "offer-choices";
    const after = document.createElement("div");
    const presses = question.choices.map((choice, index) => {
      const press = button("help-choice", choice);
      press.dir = "auto";
      press.addEventListener("click", () => answer(index));
      return press;
    });
    choices.append(...presses);
    const answer = (/** @type {number} */ choice) => {
      const isRight = quiz.answer(choice);
      const press = /** @type {HTMLButtonElement} */ (presses[choice]);
      press.dataset.answer = isRight ? "right" : "wrong";
      if (isRight) this.#count("helped");
      else this.page.onWrong(question.wrong_to_s ?? this.player.video.currentTime);
      if (quiz.stage === "told") this.#count("not_helped");
      for (const [index, each] of presses.entries()) {
        if (quiz.stage === "told" && index === question.right) each.dataset.answer = "right";
        each.disabled = quiz.stage !== "open" || quiz.wrong.has(index);
      }
      setText(said, saidOf(quiz));
      after.replaceChildren(...this.#afterAnswer(card, quiz));
      // The button that had it is off.
      this.#focusTitle();
    };
    return [words(question.text), choices, after];
  }

  /**
   * @param {Card} card
   * @param {Quiz} quiz
   * @returns {HTMLElement[]} the way back, and after two wrong answers the explanation
   */
  #afterAnswer(card, quiz) {
    const { wrong_to_s } = quiz.question;
    /** @type {HTMLElement[]} */
    const found = [];
    if (quiz.stage === "told")
      for (const offer of card.offer) if (offer.do === "text") found.push(words(offer.text));
    if (quiz.stage !== "right" && wrong_to_s !== undefined && this.player.has(wrong_to_s)) {
      const back = button("help-wrong-back", text("help.see_again", { time: clockText(wrong_to_s) }));
      back.addEventListener("click", () => this.player.replay(wrong_to_s));
      found.push(back);
    }
    return found;
  }

  /** @param {"helped" | "not_helped"} what */
  #count(what) {
    if (this.#card !== null && this.#taken !== null) this.page.count(this.#card, this.#taken, what);
  }

  /** @param {"helped" | "not_helped"} what */
  #thumbed(what) {
    this.#count(what);
    this.thumb.hidden = true;
    setText(byRole(this.box, "help-said"), text("help.thanks"));
    byRole(this.box, "help-close").focus();
  }

  #focusTitle() {
    byRole(this.box, "help-title").focus({ preventScroll: true });
    this.box.scrollIntoView({ block: "nearest" });
  }
}

/** @param {Card} card */
export const titleOf = ({ topic }) =>
  topic === undefined ? text("help.title") : text("help.title_of", { topic });

/** @param {Quiz} quiz */
function saidOf(quiz) {
  if (quiz.stage === "right") return text("help.right");
  const right = quiz.question.choices[quiz.question.right] ?? "";
  return quiz.stage === "told" ? text("help.told", { answer: right }) : text("help.wrong");
}

/**
 * What an offer is called on the card.
 * @param {Offer} offer
 */
export function nameOf(offer) {
  if (offer.do === "replay")
    return text("help.replay", {
      time: clockText(offer.from_s),
      percent: numberText((offer.rate ?? 1) * 100),
    });
  if (offer.do === "ask") return text("help.ask");
  if (offer.do === "link") return offer.text;
  if (offer.do === "clip")
    return offer.text ?? text("help.clip", { from: clockText(offer.from_s), to: clockText(offer.to_s) });
  return text(`help.text.${offer.as ?? "words"}`);
}

/** @param {Offer} offer */
function noteOf(offer) {
  if (offer.do === "link") return text("help.opens", { origin: originOf(offer.href) });
  if (offer.do === "clip" && offer.text !== undefined)
    return text("help.clip", { from: clockText(offer.from_s), to: clockText(offer.to_s) });
  const way = wayOf(offer);
  return way === null || offer.do === "text" ? "" : text(`help.as.${way}`);
}

/** @param {string} href */
const originOf = (href) => new URL(href).host;

/** @param {string} href */
function linkTo(href) {
  const link = document.createElement("a");
  link.className = "button";
  link.href = href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

/** @param {string} said */
function words(said) {
  const paragraph = document.createElement("p");
  paragraph.className = "offer-words";
  paragraph.dir = "auto";
  paragraph.textContent = said;
  return paragraph;
}

/**
 * @param {string} role
 * @param {string} said
 */
function button(role, said) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset.role = role;
  made.textContent = said;
  return made;
}
