/** @file Tile of one student: what comes first of what is known, since when, why, and what else the student asks for. */

import { byRole, setAttribute, setText } from "../../../look/dom.js";
import { listText } from "../../../look/locale.js";
import { shapeOf } from "../../../look/shapes.js";
import { alertWords, cueWords, stateWords } from "../../../look/words.js";
import { text } from "../../text.js";
import { durationWords } from "../../time_words.js";
import { shownOf, tellsStateToo } from "./shown.js";

/** @typedef {import("../../../classroom/student.js").Label} Label */
/** @typedef {import("./shown.js").Shown} Shown */
/** @typedef {import("./shown.js").Face} Face */
/** @typedef {{policy: import("../../../protocol/messages.js").Policy, answer: import("./shown.js").Answered | null}} Around what is known besides the label */
/** @typedef {{state: "alert" | "hand" | "lost", words: string}} Badge */

/** @type {Around} */
const NOTHING_AROUND = { policy: "labels", answer: null };

/** Owns one list item; `update` changes only what differs from what it shows. */
export class Tile {
  #shownFace = "";
  #shownBadges = "";
  #since = 0;
  #said = false;

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
   * @param {number} nowMs on the relay's clock
   * @param {Around} around
   */
  show(name, label, nowMs = label.since, around = NOTHING_AROUND) {
    const shown = shownOf(label, { ...around, nowMs });
    const [first, ...others] = badgesOf(label);
    this.#since = shown.since;
    this.#said = shown.said;
    setAttribute(this.element, "data-state", label.state);
    setAttribute(this.element, "data-name", name);
    setAttribute(this.element, "data-alerts", label.alerts.join(" "));
    setAttribute(this.element, "data-hand", String(label.hand));
    setAttribute(this.element, "data-lost", String(label.lost));
    setAttribute(this.element, "data-transitions", String(label.transitions));
    setText(this.parts.name, name);
    setText(this.parts.word, first?.words ?? wordOf(shown, label));
    setText(this.parts.cues, listText(alsoOf(shown, label, around.policy)));
    this.#showFace(shown.face);
    this.#showBadges(others);
  }

  /**
   * @param {number} now in ms on the relay's clock
   */
  tick(now) {
    const duration = durationWords(now - this.#since);
    setText(this.parts.since, this.#said ? text("tile.ago", { duration }) : duration);
  }

  /** @param {Face} face */
  #showFace(face) {
    if (face === this.#shownFace) return;
    this.#shownFace = face;
    this.element.dataset.face = face;
    this.parts.shape.replaceChildren(shapeOf(SHAPE_OF[face] ?? face));
  }

  /** @param {Badge[]} badges */
  #showBadges(badges) {
    const key = badges.map(({ words }) => words).join();
    if (key === this.#shownBadges) return;
    this.#shownBadges = key;
    this.parts.badges.replaceChildren(...badges.map(badgeItem));
  }
}

/** States that need no reason on the tile: the detail has it. @type {Label["state"][]} */
const QUIET = ["focused", "neutral", "present"];

/** @type {Partial<Record<Face, import("../../../protocol/messages.js").State>>} */
const SHAPE_OF = { here: "present", answered: "self" };

/**
 * @param {Shown} shown
 * @param {Label} label
 */
export function wordOf({ face, since, answer, pace }, { state, known }) {
  if (face === "here") return text("tile.here");
  if (face !== "answered") return known || state === "offline" ? stateWords(state) : text("tile.waiting");
  if (answer !== null && (answer.at === since || pace === null))
    return text("tile.answered", { answer: answer.words });
  return text(`tile.pace_${pace ?? "fine"}`);
}

/**
 * @param {Shown} shown
 * @param {Label} label
 * @param {import("../../../protocol/messages.js").Policy} policy
 * @returns {string[]} what stands behind it, in fewer words
 */
function alsoOf(shown, label, policy) {
  const { face, isState, answer, pace } = shown;
  const also = [];
  const cues = isState || (face === "alert" && !label.lost);
  if (!isState && face !== "answered" && tellsStateToo(label, policy)) also.push(stateWords(label.state));
  if (cues && !QUIET.includes(label.state)) also.push(...reasonsOf(label));
  const tellsAnswer = face !== "answered" || answer?.at !== shown.since;
  if (answer !== null && tellsAnswer) also.push(text("tile.answered", { answer: answer.words }));
  const tellsPace = face !== "answered" || (answer !== null && !tellsAnswer);
  if (pace !== null && tellsPace) also.push(text(`tile.pace_${pace}`));
  return also;
}

/**
 * @param {Label} label
 * @returns {string[]} its reasons, without one that only says the state again
 */
function reasonsOf({ state, cues }) {
  const word = state === "offline" ? "" : stateWords(state).toLowerCase();
  return cues.map(cueWords).filter((words) => words.toLowerCase() !== word);
}

/**
 * @param {Label} label
 * @returns {Badge[]} the most urgent first
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
  const word = document.createElement("span");
  item.className = "badge";
  item.dataset.state = state;
  word.textContent = words;
  item.append(shapeOf(state), word);
  return item;
}
