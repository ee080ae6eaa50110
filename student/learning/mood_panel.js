/** @file Mood panel: "How are you?", for the student alone, beside what this device says. */

import { byRole, setText } from "../../look/dom.js";
import { stateWords } from "../../look/words.js";
import { TARGETS } from "../../signals/personal/learning.js";
import { text } from "../panels/text.js";
import { moodWords } from "./tag_words.js";
import { MOODS } from "./tags.js";

/** @typedef {import("./tags.js").Mood} Mood */
/** @typedef {import("./tags.js").Tag} Tag */

/** Of the lesson; the others are of feelings at large. */
const FIRST = 6;

export class MoodPanel {
  /** @param {(mood: Mood) => void} onMood */
  constructor(onMood) {
    this.onMood = onMood;
    byRole(document, "moods").replaceChildren(...MOODS.slice(0, FIRST).map((mood) => this.#button(mood)));
    byRole(document, "more-moods").replaceChildren(...MOODS.slice(FIRST).map((mood) => this.#button(mood)));
  }

  /** @param {Tag} tag the newest one, of a mood */
  show({ said, device, means }) {
    const mood = /** @type {Mood} */ (said);
    this.#press(mood);
    const words = { said: moodWords(mood), device: device === null ? "" : stateWords(device) };
    const beside = text(device === null ? "mood.beside_none" : "mood.beside", words);
    setText(byRole(document, "mood-beside"), `${beside} ${text(lessonOf(mood, means))}`);
  }

  /** What was said is gone. */
  clear() {
    this.#press(null);
    setText(byRole(document, "mood-beside"), "");
  }

  /** @param {Mood | null} mood */
  #press(mood) {
    for (const button of document.querySelectorAll("[data-mood]"))
      button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.mood === mood));
  }

  /** @param {Mood} mood */
  #button(mood) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.mood = mood;
    button.setAttribute("aria-pressed", "false");
    button.textContent = moodWords(mood);
    button.addEventListener("click", () => this.onMood(mood));
    return button;
  }
}

/**
 * @param {Mood} mood
 * @param {number[] | null} means
 */
function lessonOf(mood, means) {
  if (!TARGETS.has(mood)) return "mood.no_label";
  return means === null ? "mood.unmeasured" : "mood.teaches";
}
