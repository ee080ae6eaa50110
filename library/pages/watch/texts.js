/** @file Texts of a lesson: captions on the video, chapters and transcript as lists beside it. */

import { element } from "../../../look/dom.js";
import { CueList, cuesOf } from "./cue_list.js";

/** @typedef {import("../api.js").Lesson} Lesson */

/**
 * @param {HTMLVideoElement} video
 * @param {Lesson} lesson
 */
export function showTexts(video, lesson) {
  const go = (/** @type {number} */ time_s) => {
    video.currentTime = time_s;
  };
  const chapters = new CueList(element("chapters"), go);
  const transcript = new CueList(element("transcript"), go);
  const preferred = document.documentElement.lang;
  const tracks = lesson.tracks.map((told) => trackOf(video, lesson, told));
  const captions = lesson.tracks.flatMap((told, index) => (told.kind === "captions" ? [index] : []));
  const best = captions.find((index) => lesson.tracks[index]?.lang.startsWith(preferred)) ?? captions[0];
  const ofChapters = lesson.tracks.flatMap((told, index) => (told.kind === "chapters" ? [index] : []));
  const contents =
    ofChapters.find((index) => lesson.tracks[index]?.lang.startsWith(preferred)) ?? ofChapters[0];
  if (best !== undefined) {
    const shown = tracks[best];
    if (shown !== undefined) shown.track.mode = "showing";
    offerTranscripts(captions, best);
    void fill(best);
  }
  if (contents !== undefined) void list(contents, chapters, "chapters-box");
  // A jump is told at once: some browsers end it only when the video plays on.
  for (const kind of ["timeupdate", "seeking"])
    video.addEventListener(kind, () => {
      for (const each of [chapters, transcript]) each.mark(video.currentTime);
    });

  /**
   * @param {number[]} choices
   * @param {number} chosen
   */
  function offerTranscripts(choices, chosen) {
    const picker = /** @type {HTMLSelectElement} */ (element("transcript-language"));
    for (const index of choices) picker.append(new Option(lesson.tracks[index]?.label, String(index)));
    picker.value = String(chosen);
    picker.addEventListener("change", () => void fill(Number(picker.value)));
    element("transcript-field").hidden = choices.length < 2;
  }

  /** @param {number} index */
  function fill(index) {
    return list(index, transcript, "transcript-box");
  }

  /**
   * @param {number} index
   * @param {CueList} into
   * @param {string} box
   */
  async function list(index, into, box) {
    const track = tracks[index];
    if (track === undefined) return;
    into.show(await cuesOf(track.track), lesson.tracks[index]?.lang ?? "");
    element(box).hidden = false;
  }
}

/**
 * @param {HTMLVideoElement} video
 * @param {Lesson} lesson
 * @param {import("../api.js").Track} told
 */
function trackOf(video, lesson, told) {
  const track = document.createElement("track");
  // Browsers know no offers; what they do not show is metadata.
  track.kind = told.kind === "offers" ? "metadata" : told.kind;
  track.srclang = told.lang;
  track.label = told.label;
  track.src = `/library/media/${lesson.id}/${told.kind}/${told.lang}.vtt`;
  video.append(track);
  return track;
}
