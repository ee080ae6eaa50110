/** @file Chapter list: buttons that jump to what happened in the lesson, each with what was being said there. */

import { byRole } from "../../look/dom.js";
import { text } from "../text.js";
import { wordsAround } from "./captions.js";
import { shortTime } from "./timecode.js";

/** @typedef {import("./chapters.js").Chapter} Chapter */

/**
 * @param {readonly Chapter[]} chapters
 * @param {readonly import("./captions.js").Cue[]} cues
 * @param {(videoS: number) => void} onJump
 */
export function showChapters(chapters, cues, onJump) {
  byRole(document, "no-chapters").hidden = chapters.length > 0;
  byRole(document, "chapters").replaceChildren(
    ...chapters.map((chapter) => chapterItem(chapter, cues, onJump)),
  );
}

/**
 * @param {Chapter} chapter
 * @param {readonly import("./captions.js").Cue[]} cues
 * @param {(videoS: number) => void} onJump
 */
function chapterItem({ startS, saidS, kind, title }, cues, onJump) {
  const item = document.createElement("li");
  item.dataset.kind = kind;
  const button = document.createElement("button");
  button.type = "button";
  button.append(span("at", shortTime(startS)), span("kind", text(`review.kind.${kind}`)));
  const words = document.createElement("bdi");
  words.textContent = title;
  words.className = "title";
  button.append(words);
  button.addEventListener("click", () => onJump(startS));
  item.append(button);
  const said = wordsAround(cues, saidS);
  if (said !== "") {
    const quote = document.createElement("q");
    quote.dir = "auto";
    quote.textContent = said;
    item.append(quote);
  }
  return item;
}

/**
 * @param {string} name
 * @param {string} words
 */
function span(name, words) {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = words;
  return made;
}
