/** @file Alignment panel: lays the recording over the lesson by a guess, a clapperboard, a nudge or a time told by hand. */

import { byRole, setText } from "../../look/dom.js";
import { text } from "../text.js";
import { timeWords } from "../time_words.js";
import { lessonTime, nudged, piecesOf, videoTime, withAnchor } from "./alignment/anchors.js";
import { findClapper } from "./alignment/clapper_search.js";
import { startCandidates } from "./alignment/clocks.js";
import { loadQrReader } from "./recording.js";
import { shortTime } from "./timecode.js";

/** @typedef {import("./alignment/anchors.js").Anchor} Anchor */
/** @typedef {import("./alignment/clocks.js").Candidate} Candidate */
/** @typedef {import("./recording.js").Recording} Recording */
/** @typedef {{code: string, startedAt: number, endedAt: number}} Lesson */

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** @type {Record<string, number>} by how many ms a key moves the lesson to the right under the recording */
const MOVES = { ",": -SECOND_MS, ".": SECOND_MS, "<": -100, ">": 100 };
const TYPED_INTO = "input, select, textarea, video";

/** Owns the anchors, and the controls that set them. */
export class AlignmentPanel {
  /** @type {Anchor[]} */
  anchors = [];
  /** @type {Recording | null} */
  #recording = null;
  /** @type {AbortController | null} */
  #search = null;

  /**
   * @param {{lesson: Lesson, playedS: () => number, onChange: () => void}} options `onChange` where the anchors are others now
   */
  constructor({ lesson, playedS, onChange }) {
    this.lesson = lesson;
    this.playedS = playedS;
    this.onChange = onChange;
    byRole(document, "find-clapper").addEventListener("click", () => void this.#find());
    byRole(document, "stop-search").addEventListener("click", () => this.#search?.abort());
    byRole(document, "align-anew").addEventListener("click", () => this.#alignAnew());
    byRole(document, "by-hand").addEventListener("submit", (event) => this.#setByHand(event));
    for (const button of byRole(document, "moves").querySelectorAll("button")) {
      const byMs = Number(button.dataset.move ?? 0);
      if (byMs === 0) continue;
      setText(button, moveWords(byMs));
      button.addEventListener("click", () => this.move(byMs));
    }
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  /**
   * @param {Recording} recording
   * @param {Anchor[]} kept from when this file was opened before
   */
  open(recording, kept) {
    this.#search?.abort();
    this.#recording = recording;
    setText(byRole(document, "search-state"), "");
    byRole(document, "find-clapper").hidden = !recording.hasPicture;
    const found = this.#candidates();
    this.anchors = kept;
    const [best] = found;
    if (kept.length === 0 && best !== undefined) this.anchors = [startAnchor(best)];
    this.#showCandidates(found);
    this.#changed();
  }

  get pieces() {
    return piecesOf(this.anchors, this.#recording?.durationS ?? 0);
  }

  /** @param {Anchor[]} anchors such as those of a meeting's own events */
  take(anchors) {
    this.anchors = anchors;
    this.#changed();
  }

  /** @param {number} byMs how far to the right under the recording: what is seen there was earlier in the lesson */
  move(byMs) {
    this.anchors = nudged(this.anchors, this.playedS(), -byMs);
    this.#changed();
  }

  #candidates() {
    if (this.#recording === null) return [];
    const { file, folder, createdMs, durationS } = this.#recording;
    const facts = { name: file.name, folder, modifiedMs: file.lastModified, createdMs, durationS };
    return startCandidates(facts, this.lesson, Intl.DateTimeFormat().resolvedOptions().timeZone);
  }

  /** @param {Candidate[]} candidates */
  #showCandidates(candidates) {
    byRole(document, "candidates-box").hidden = candidates.length === 0;
    byRole(document, "candidates").replaceChildren(
      ...candidates.map((candidate) => this.#candidateItem(candidate)),
    );
  }

  /** @param {Candidate} candidate */
  #candidateItem(candidate) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name: "candidate" });
    const [only] = this.anchors;
    input.checked = this.anchors.length === 1 && only?.videoS === 0 && only.atMs === candidate.startMs;
    input.addEventListener("change", () => this.take([startAnchor(candidate)]));
    label.append(input, this.#candidateWords(candidate));
    return label;
  }

  /** @param {Candidate} candidate */
  #candidateWords({ startMs, overlapMs, source }) {
    const { startedAt, endedAt } = this.lesson;
    const by = /** @type {"name" | "container" | "modified"} */ (source.replace(/_.*/, ""));
    return text("review.begins", {
      time: timeWords(startMs),
      fits: Math.round(overlapMs / MINUTE_MS),
      length: Math.round((endedAt - startedAt) / MINUTE_MS),
      source: text(`review.by.${by}`),
    });
  }

  async #find() {
    const recording = this.#recording;
    if (recording === null || this.#search !== null) return;
    const search = new AbortController();
    this.#search = search;
    this.#showSearching(true);
    await loadQrReader();
    const hit = await findClapper({
      look: (videoS) => recording.look(videoS),
      code: this.lesson.code,
      durationS: recording.durationS,
      expectedS: videoTime(this.pieces, this.lesson.startedAt) ?? 0,
      known: this.anchors.filter(({ exact }) => exact).map(({ videoS }) => videoS),
      onProgress: (done, all) => this.#say(text("review.looking", { done, all })),
      signal: search.signal,
    });
    this.#search = null;
    this.#showSearching(false);
    if (recording === this.#recording) this.#takeHit(hit, search.signal.aborted);
  }

  /**
   * @param {import("./alignment/clapper_search.js").Hit | null} hit
   * @param {boolean} stopped
   */
  #takeHit(hit, stopped) {
    if (hit === null) {
      this.#say(stopped ? "" : text("review.not_found"));
      return;
    }
    const time = shortTime(hit.videoS);
    if (!hit.isOurs) this.#say(text("review.found_other", { time }));
    else if (this.#anchor(hit.videoS, hit.atMs)) this.#say(text("review.found", { time }));
  }

  /**
   * @param {number} videoS
   * @param {number} atMs
   * @returns {boolean} false where it contradicts the others
   */
  #anchor(videoS, atMs) {
    const anchors = withAnchor(this.anchors, { videoS, atMs, exact: true });
    if (anchors === null) {
      this.#say(text("review.contradicts"));
      return false;
    }
    this.take(anchors);
    return true;
  }

  /** @param {SubmitEvent} event */
  #setByHand(event) {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (byRole(document, "by-hand-time"));
    if (field.valueAsNumber >= 0 && this.#anchor(this.playedS(), this.#momentOf(field.value))) this.#say("");
  }

  /**
   * @param {string} clock such as `09:00:12`, on this device's clock
   * @returns {number} the moment nearest to the middle of the lesson at which it showed this
   */
  #momentOf(clock) {
    const [hours = 0, minutes = 0, seconds = 0] = clock.split(":").map(Number);
    const middle = (this.lesson.startedAt + this.lesson.endedAt) / 2;
    const days = [middle - DAY_MS, middle, middle + DAY_MS].map((ms) => new Date(ms));
    const moments = days.map((day) => day.setHours(hours, minutes, seconds, 0));
    return moments.reduce((best, ms) => (Math.abs(ms - middle) < Math.abs(best - middle) ? ms : best));
  }

  #alignAnew() {
    const [best] = this.#candidates();
    this.#say("");
    this.take(best === undefined ? [] : [startAnchor(best)]);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const byMs = MOVES[event.key];
    const { target } = event;
    if (byMs === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    if (this.#recording === null || (target instanceof Element && target.matches(TYPED_INTO))) return;
    event.preventDefault();
    this.move(byMs);
  }

  #changed() {
    const exact = this.anchors.filter((anchor) => anchor.exact).length;
    const state = byRole(document, "alignment-state");
    if (exact > 0) setText(state, text("review.aligned.exact", { count: exact }));
    else setText(state, text(this.anchors.length > 0 ? "review.aligned.guess" : "review.aligned.none"));
    byRole(document, "align-anew").hidden = exact === 0;
    setText(byRole(document, "find-clapper"), text(exact > 0 ? "review.find_next" : "review.find"));
    this.#showCandidates(exact > 0 ? [] : this.#candidates());
    this.onChange();
  }

  /** @param {boolean} isSearching */
  #showSearching(isSearching) {
    byRole(document, "find-clapper").setAttribute("aria-busy", String(isSearching));
    byRole(document, "stop-search").hidden = !isSearching;
  }

  /** @param {string} words */
  #say(words) {
    setText(byRole(document, "search-state"), words);
  }
}

/** @param {number} byMs */
function moveWords(byMs) {
  const seconds = text("duration.seconds", { seconds: Math.abs(byMs) / SECOND_MS });
  return `${byMs < 0 ? "−" : "+"}${seconds}`;
}

/**
 * @param {Candidate} candidate
 * @returns {Anchor}
 */
const startAnchor = ({ startMs }) => ({ videoS: 0, atMs: startMs, exact: false });

/**
 * @param {readonly import("./alignment/anchors.js").Piece[]} pieces
 * @param {number} videoS
 * @returns {string} what time it was in the lesson
 */
export function lessonTimeWords(pieces, videoS) {
  const atMs = lessonTime(pieces, videoS);
  return atMs === null ? text("review.not_here") : text("review.here", { time: timeWords(atMs) });
}
