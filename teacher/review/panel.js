/** @file Review panel: a local recording over its lesson, opened by a person, played from the device, sent nowhere. */

import { byRole, setText } from "../../look/dom.js";
import { listText } from "../../look/locale.js";
import { stateWords } from "../../look/words.js";
import { STATE_NAMES } from "../../protocol/states.js";
import { readAnchors, writeAnchors } from "../saved_lessons/recordings.js";
import { text } from "../text.js";
import { meetingAnchors } from "./alignment/meeting_events.js";
import { AlignmentPanel, lessonTimeWords } from "./alignment_panel.js";
import { captionsTrack, readCaptions } from "./captions.js";
import { attachChapterFiles } from "./chapter_files.js";
import { showChapters } from "./chapter_list.js";
import { chaptersOf } from "./chapters.js";
import { lostWords } from "./moment_words.js";
import { PlayerStrip } from "./player_strip.js";
import { loadQrReader, Recording } from "./recording.js";
import { topicAt } from "./topics.js";

/** @typedef {import("../../classroom/timeline/moments.js").LostMoment} LostMoment */

const CAPTIONS = /\.(vtt|srt)$/i;
const MEETING = /\.xml$/i;
const SECOND_MS = 1000;

/** Owns the player and what stands under and beside it. */
export class ReviewPanel {
  /** @type {Recording | null} */
  #recording = null;
  /** @type {import("./captions.js").Cue[]} */
  #cues = [];
  /** @type {import("./chapters.js").Chapter[]} */
  #chapters = [];

  /**
   * @param {{lesson: import("./alignment_panel.js").Lesson, title: string, happened: import("./chapters.js").Happened, course: import("./player_strip.js").Course}} kept
   */
  constructor({ lesson, title, happened, course }) {
    this.lesson = lesson;
    this.happened = happened;
    this.section = byRole(document, "review");
    this.player = /** @type {HTMLVideoElement} */ (byRole(document, "player"));
    this.alignment = new AlignmentPanel({
      lesson,
      playedS: () => this.player.currentTime,
      onChange: () => this.#realign(),
    });
    this.strip = new PlayerStrip({
      box: byRole(document, "player-strip"),
      canvas: byRole(document, "player-strip-canvas"),
      course,
      onSeek: (videoS) => this.#seek(videoS),
      onDrag: (byS) => this.alignment.move(byS * SECOND_MS),
    });
    attachChapterFiles(lesson.code, () => ({ ...this.#reviewed(), title }));
    this.#listen();
    this.section.hidden = false;
    void loadQrReader();
  }

  #listen() {
    for (const role of ["open-recording", "add-captions"]) {
      const input = /** @type {HTMLInputElement} */ (byRole(document, role));
      input.addEventListener("change", () => {
        void this.#open([...(input.files ?? [])]);
        input.value = ""; // the same file may be chosen again
      });
    }
    this.#listenToDrops();
    this.player.addEventListener("timeupdate", () => this.#point());
    const drag = byRole(document, "drag-lesson");
    drag.addEventListener("click", () => {
      this.strip.isDragging = !this.strip.isDragging;
      drag.setAttribute("aria-pressed", String(this.strip.isDragging));
      this.strip.box.classList.toggle("dragging", this.strip.isDragging);
    });
  }

  /** A file that is dropped beside the card must not take the place of this page. */
  #listenToDrops() {
    const show = (/** @type {boolean} */ isOver) => this.section.classList.toggle("dropping", isOver);
    document.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      show(true);
    });
    document.addEventListener("dragleave", () => show(false));
    document.addEventListener("drop", (event) => {
      show(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void this.#open(files);
    });
  }

  /** @param {File[]} files a recording, and what belongs to it */
  async #open(files) {
    if (files.length === 0) return;
    const others = files.filter(({ name }) => CAPTIONS.test(name) || MEETING.test(name));
    const recording = files.find((file) => !others.includes(file));
    this.#tell("");
    if (recording !== undefined && !(await this.#openRecording(recording))) return;
    for (const file of others) await this.#add(file);
  }

  /**
   * @param {File} file
   * @returns {Promise<boolean>} false where nothing can be made of it
   */
  async #openRecording(file) {
    this.#tell(text("review.opening", { name: file.name }));
    const recording = new Recording(file);
    const isKnown = await recording.open();
    this.#recording?.close();
    this.#recording = isKnown ? recording : null;
    byRole(document, "reviewed").hidden = !isKnown;
    byRole(document, "add-captions-box").hidden = !isKnown;
    setText(byRole(document, "open-recording-words"), text(isKnown ? "review.open_other" : "review.open"));
    const trouble = isKnown ? "review.unplayed" : "review.unplayable";
    this.#tell(recording.isPlayable ? "" : text(trouble, { name: file.name }));
    if (!isKnown) {
      recording.close();
      return false;
    }
    this.#cues = [];
    byRole(document, "player-captions").removeAttribute("src");
    this.player.hidden = !recording.isPlayable;
    this.player.classList.toggle("sound", !recording.hasPicture);
    if (recording.isPlayable) this.player.src = recording.address;
    this.alignment.open(recording, await this.#keptAnchors(file));
    return true;
  }

  /** @param {File} file */
  async #keptAnchors(file) {
    try {
      return await readAnchors(this.lesson.code, file);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return []; // it can be aligned all the same
    }
  }

  /** @param {File} file captions, or what a meeting says of its recording */
  async #add(file) {
    const words = await file.text();
    const anchors = MEETING.test(file.name) ? meetingAnchors(words) : [];
    const cues = CAPTIONS.test(file.name) ? readCaptions(words) : [];
    if (this.#recording === null) this.#tell(text("review.recording_first"));
    else if (anchors.length > 0) this.alignment.take(anchors);
    else if (cues.length > 0) this.#addCaptions(cues);
    else this.#tell(text("review.nothing_in", { name: file.name }));
  }

  /** @param {import("./captions.js").Cue[]} cues */
  #addCaptions(cues) {
    this.#cues = cues;
    const track = /** @type {HTMLTrackElement} */ (byRole(document, "player-captions"));
    URL.revokeObjectURL(track.src);
    track.src = URL.createObjectURL(new Blob([captionsTrack(cues)], { type: "text/vtt" }));
    this.#realign();
  }

  /** The lesson lies otherwise under the recording now, or has words. */
  #realign() {
    const recording = this.#recording;
    if (recording === null) return;
    const { pieces, anchors } = this.alignment;
    if (recording.isPlayable) this.#tell(anchors.length > 0 ? "" : text("review.other_time"));
    this.#chapters = chaptersOf(this.happened, pieces, {
      moment: (moment) => this.#titleOf(moment),
      hint: ({ lost, here }) => text("review.hint", { lost, here }),
    });
    showChapters(this.#chapters, this.#cues, (videoS) => this.#jump(videoS));
    this.strip.show(pieces, this.#chapters, recording.durationS);
    this.#point();
    const { name, size } = recording.file;
    const kept = { code: this.lesson.code, name, size, durationS: recording.durationS, anchors };
    void writeAnchors(kept).catch((error) => {
      if (!(error instanceof DOMException)) throw error; // it is aligned on this page, at least
    });
  }

  /** @param {LostMoment} moment */
  #titleOf(moment) {
    const topic = topicAt(this.happened, moment.atMs);
    return topic === "" ? lostWords(moment) : `${lostWords(moment)} · ${topic}`;
  }

  #reviewed() {
    return { chapters: this.#chapters, durationS: this.#recording?.durationS ?? 0 };
  }

  /** @param {number} videoS */
  #seek(videoS) {
    this.player.currentTime = videoS;
    this.#point(videoS);
  }

  /** @param {number} videoS */
  #jump(videoS) {
    this.#seek(videoS);
    this.player.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} [videoS] */
  #point(videoS = this.player.currentTime) {
    const time = lessonTimeWords(this.alignment.pieces, videoS);
    const counts = this.#countsAt(videoS);
    const words = counts === "" ? time : text("strip.reading", { time, counts });
    setText(byRole(document, "review-reading"), words);
    this.strip.point(videoS, words);
  }

  /**
   * @param {number} videoS
   * @returns {string} the class then, as states or as what was said; empty where nothing is known
   */
  #countsAt(videoS) {
    const column = this.strip.columnOf(videoS);
    const states = STATE_NAMES.filter((state) => (column?.counts[state] ?? 0) > 0);
    if (states.length > 0)
      return listText(
        states.map((state) => {
          const count = column?.counts[state] ?? 0;
          return text("strip.count", { state: stateWords(state), count });
        }),
      );
    const minute = this.strip.minuteOf(videoS);
    if (minute === null || minute.share === null || minute.lost === 0) return "";
    return lostWords({ ...minute, share: minute.share });
  }

  /** @param {string} words empty where there is nothing to say */
  #tell(words) {
    const message = byRole(document, "review-message");
    message.hidden = words === "";
    setText(message, words);
  }
}
