/** @file Tile of one student: label, since when, why, and what the student asks for. */

import { byRole, setAttribute, setText } from "../../../look/dom.js";
import { listText } from "../../../look/locale.js";
import { shapeOf } from "../../../look/shapes.js";
import { alertWords, cueWords, stateWords } from "../../../look/words.js";
import { text } from "../../text.js";
import { durationWords } from "../../time_words.js";

/** @typedef {import("../../../classroom/student.js").Label} Label */
/** @typedef {{state: "alert" | "hand" | "lost", words: string}} Badge */

/** Owns one list item; `update` changes only what differs from what it shows. */
export class Tile {
  #shownState = "";
  #shownBadges = "";
  #since = 0;

  /**
   * @param {string} student the student's id
   * @param {HTMLTemplateElement} template
   */
  constructor(student, template) {
    const content = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    this.element = byRole(content, "tile");
    this.element.dataset.student = student;
    this.parts = {
      shape: byRole(content, "tile-shape"),
      name: byRole(content, "tile-name"),
      word: byRole(content, "tile-word"),
      since: byRole(content, "tile-since"),
      cues: byRole(content, "tile-cues"),
      badges: byRole(content, "tile-badges"),
    };
  }

  /**
   * @param {string} name
   * @param {Label} label
   */
  show(name, label) {
    this.#since = label.since;
    setAttribute(this.element, "data-name", name);
    setAttribute(this.element, "data-alerts", label.alerts.join(" "));
    setAttribute(this.element, "data-hand", String(label.hand));
    setAttribute(this.element, "data-lost", String(label.lost));
    setAttribute(this.element, "data-transitions", String(label.transitions));
    setText(this.parts.name, name);
    setText(this.parts.word, wordOf(label));
    setText(this.parts.cues, listText(label.cues.map(cueWords)));
    this.#showState(label.state);
    this.#showBadges(badgesOf(label));
  }

  /**
   * @param {number} now in ms on the relay's clock
   */
  tick(now) {
    setText(this.parts.since, durationWords(now - this.#since));
  }

  /** @param {Label["state"]} state */
  #showState(state) {
    if (state === this.#shownState) return;
    this.#shownState = state;
    this.element.dataset.state = state;
    this.parts.shape.replaceChildren(shapeOf(state));
  }

  /** @param {Badge[]} badges */
  #showBadges(badges) {
    const key = badges.map(({ words }) => words).join();
    if (key === this.#shownBadges) return;
    this.#shownBadges = key;
    this.parts.badges.replaceChildren(...badges.map(badgeItem));
  }
}

/** @param {Label} label */
function wordOf({ state, known }) {
  return known || state === "offline" ? stateWords(state) : text("tile.waiting");
}

/**
 * @param {Label} label
 * @returns {Badge[]}
 */
export function badgesOf({ alerts, hand, lost }) {
  /** @type {Badge[]} */
  const badges = alerts.map((alert) => ({ state: "alert", words: alertWords(alert) }));
  if (hand) badges.push({ state: "hand", words: stateWords("hand") });
  if (lost) badges.push({ state: "lost", words: stateWords("lost") });
  return badges;
}

/** @param {Badge} badge */
function badgeItem({ state, words }) {
  const item = document.createElement("li");
  item.className = "badge";
  item.dataset.state = state;
  item.append(shapeOf(state), words);
  return item;
}
