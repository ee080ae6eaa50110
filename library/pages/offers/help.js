/** @file Help on the watch page: the lesson's cards, when one comes, and what is counted of it; never why it came. */

import { byRole, setText } from "../../../look/dom.js";
import { device } from "../../../look/storage.js";
import { text } from "../text.js";
import { HelpCard, titleOf } from "./card.js";
import { readCards } from "./cards.js";
import { OfferPlayer } from "./player.js";
import { OfferTrigger } from "./trigger.js";
import { keepWay, keptWay } from "./ways.js";

/** @typedef {import("./cards.js").Card} Card */
/** @typedef {import("../api.js").Lesson} Lesson */
/** @typedef {(cue: string, place: number, what: import("./card.js").Happened) => void} Count */

const now_s = () => performance.now() / 1000;
/** Policies under which a face is read. */
const WITH_LABELS = ["labels", "ask"];

/**
 * @param {Lesson} lesson
 * @returns {Promise<Card[]>} in the reader's language where there are such; none where the track cannot be read
 */
async function cardsOf(lesson) {
  const tracks = lesson.tracks.filter(({ kind }) => kind === "offers");
  const own = tracks.find(({ lang }) => lang.split("-")[0] === document.documentElement.lang);
  const track = own ?? tracks[0];
  if (track === undefined) return [];
  try {
    const answer = await fetch(`/library/media/${lesson.id}/offers/${track.lang}.vtt`);
    return answer.ok ? readCards(await answer.text()) : [];
  } catch {
    return [];
  }
}

/**
 * @param {HTMLVideoElement} video
 * @param {Lesson} lesson
 * @param {Count} count
 * @returns {Promise<Help | null>} null for a lesson without offers
 */
export async function openHelp(video, lesson, count) {
  const cards = await cardsOf(lesson);
  return cards.length === 0 ? null : new Help(video, lesson, cards, count);
}

/** Owns the trigger and the card of one lesson. */
export class Help {
  /**
   * @param {HTMLVideoElement} video
   * @param {Lesson} lesson
   * @param {Card[]} cards
   * @param {Count} count
   */
  constructor(video, lesson, cards, count) {
    this.video = video;
    this.never = `readroom library no help ${lesson.id}`;
    this.trigger = new OfferTrigger(cards, {
      reads_faces: WITH_LABELS.includes(lesson.policy),
      never: device.read(this.never) !== null,
    });
    const player = new OfferPlayer(video, () => this.trigger.jump());
    this.card = new HelpCard(document, player, {
      count: ({ name }, place, what) => count(name, place, what),
      onClose: (_, answer) => this.#closed(answer),
      onWrong: (time_s) => this.trigger.wrong(time_s),
      way: () => keptWay(device),
      onWay: (way) => keepWay(device, way),
    });
    this.button = byRole(document, "help-open");
    this.button.addEventListener("click", () => this.#ask());
    video.addEventListener("timeupdate", () => this.#played());
    video.addEventListener("seeked", () => this.#showButton());
    this.#showButton();
  }

  /** The student pressed that they are lost. */
  lost() {
    this.trigger.lost(this.video.currentTime);
    this.#look();
  }

  /** @param {number} ms for so long the face looked puzzled; that stays on this page */
  puzzled(ms) {
    this.trigger.puzzled(this.video.currentTime, ms / 1000);
  }

  #played() {
    this.#showButton();
    if (this.video.paused || this.video.seeking) return;
    this.trigger.play(this.video.currentTime);
    this.#look();
  }

  #look() {
    const card = this.trigger.next(this.video.currentTime, now_s());
    if (card === null) return;
    this.card.show(card, false);
    this.#showButton();
    setText(byRole(document, "help-news"), text("help.news", { title: titleOf(card) }));
  }

  #showButton() {
    this.button.hidden = this.card.isOpen || this.trigger.at(this.video.currentTime).length === 0;
  }

  #ask() {
    const [card] = this.trigger.at(this.video.currentTime);
    if (card === undefined) return;
    this.trigger.open(card, now_s());
    this.card.show(card, true);
    this.#showButton();
  }

  /** @param {import("./trigger.js").Answer} answer */
  #closed(answer) {
    this.trigger.close(answer);
    if (answer === "never") device.write(this.never, "1");
    setText(byRole(document, "help-news"), answer === "never" ? text("help.no_more") : "");
    this.#showButton();
    (this.button.hidden ? this.video : this.button).focus();
  }
}
