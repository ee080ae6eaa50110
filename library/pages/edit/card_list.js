/** @file Card list of the editor: the lesson's cards in the order of the lesson, of which one is open. */

import { setText } from "../../../look/dom.js";
import { text } from "../text.js";
import { timeText } from "./times.js";

/** @typedef {import("../offers/cards.js").Card} Card */

/** Owns the buttons, each for one card. */
export class CardList {
  /** @type {Map<string, HTMLElement>} by the card's name */
  #items = new Map();

  /**
   * @param {HTMLElement} list
   * @param {(name: string) => void} onChoose
   */
  constructor(list, onChoose) {
    this.list = list;
    this.onChoose = onChoose;
  }

  /**
   * @param {readonly Card[]} cards
   * @param {string | null} chosen the name of the one that is open
   */
  show(cards, chosen) {
    const sorted = cards.toSorted((one, other) => one.start_s - other.start_s || one.end_s - other.end_s);
    // A button that is pressed just now stays: leaving a field for it changes what it says.
    const items = sorted.map((card) => {
      const item = this.#items.get(card.name) ?? this.#newItem(card.name);
      fill(item, card, card.name === chosen);
      return item;
    });
    const stands = [...this.list.children];
    if (items.length !== stands.length || items.some((item, index) => item !== stands[index]))
      this.list.replaceChildren(...items);
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
    press.addEventListener("click", () => this.onChoose(name));
    item.append(press);
    this.#items.set(name, item);
    return item;
  }
}

/**
 * @param {HTMLElement} item
 * @param {Card} card
 * @param {boolean} isChosen
 */
function fill(item, { start_s, end_s, topic, offer }, isChosen) {
  const press = /** @type {HTMLElement} */ (item.firstElementChild);
  const [title, facts] = /** @type {[Element, Element]} */ ([...press.children]);
  press.setAttribute("aria-current", String(isChosen));
  setText(title, topic ?? text("edit.untitled"));
  const when = text("edit.stretch", { from: timeText(start_s), to: timeText(end_s) });
  setText(facts, `${when} · ${text("edit.offers", { count: offer.length })}`);
}
