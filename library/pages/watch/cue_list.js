/** @file Cue list: the cues of a text track as a list of buttons, each of which leads to its moment of the video. */

import { clockText } from "../show.js";

/**
 * @param {TextTrack} track
 * @returns {Promise<TextTrackCue[]>} its cues, once the browser has read them
 */
export function cuesOf(track) {
  const found = () => [...(track.cues ?? [])];
  // A track that is disabled is never read.
  if (track.mode === "disabled") track.mode = "hidden";
  return new Promise((resolve) => {
    if (found().length > 0) resolve(found());
    else elementOf(track)?.addEventListener("load", () => resolve(found()), { once: true });
  });
}

/** @param {TextTrack} track */
function elementOf(track) {
  return [...document.querySelectorAll("track")].find((element) => element.track === track);
}

/** Owns one list and says in it which cue plays. */
export class CueList {
  /** @type {{start_s: number, end_s: number, button: HTMLButtonElement}[]} */
  #cues = [];

  /**
   * @param {HTMLElement} list
   * @param {(time_s: number) => void} onGo
   */
  constructor(list, onGo) {
    this.list = list;
    this.onGo = onGo;
  }

  /**
   * @param {TextTrackCue[]} cues
   * @param {string} language
   */
  show(cues, language) {
    this.#cues = cues.map((cue) => ({
      start_s: cue.startTime,
      end_s: cue.endTime,
      button: this.#button(cue.startTime, wordsOf(cue)),
    }));
    this.list.lang = language;
    this.list.dir = "auto";
    this.list.replaceChildren(
      ...this.#cues.map(({ button }) => {
        const item = document.createElement("li");
        item.append(button);
        return item;
      }),
    );
  }

  /** @param {number} time_s */
  mark(time_s) {
    for (const { start_s, end_s, button } of this.#cues) {
      const plays = String(start_s <= time_s && time_s < end_s);
      if (button.getAttribute("aria-current") !== plays) button.setAttribute("aria-current", plays);
    }
  }

  /**
   * @param {number} start_s
   * @param {string} words
   */
  #button(start_s, words) {
    const button = document.createElement("button");
    button.type = "button";
    const time = document.createElement("time");
    time.textContent = clockText(start_s);
    const said = document.createElement("span");
    said.dir = "auto";
    said.textContent = words;
    button.append(time, said);
    button.addEventListener("click", () => this.onGo(start_s));
    return button;
  }
}

/** @param {TextTrackCue} cue */
function wordsOf(cue) {
  return cue instanceof VTTCue ? (cue.getCueAsHTML().textContent ?? "") : "";
}
