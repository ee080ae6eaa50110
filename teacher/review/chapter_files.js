/** @file Chapter files: a button for each format that a video platform, a player, an editor or a spreadsheet reads. */

import { byRole } from "../../look/dom.js";
import { download } from "../download.js";
import { text } from "../text.js";
import { chapterTable, descriptionLines, editList, ffmetadata, subRip, webVtt } from "./formats.js";

/** @typedef {import("./chapters.js").Chapter} Chapter */
/** @typedef {{chapters: readonly Chapter[], durationS: number, title: string}} Reviewed */

/** @type {Record<string, {name: string, type: string, words: (reviewed: Reviewed) => string}>} */
const FORMATS = {
  youtube: {
    ...{ name: "chapters.txt", type: "text/plain" },
    words: ({ chapters }) => descriptionLines(chapters, text("review.beginning")),
  },
  vtt: {
    ...{ name: "chapters.vtt", type: "text/vtt" },
    words: ({ chapters, durationS }) => webVtt(chapters, durationS),
  },
  ffmetadata: {
    ...{ name: "ffmetadata.txt", type: "text/plain" },
    words: ({ chapters, durationS }) => ffmetadata(chapters, durationS),
  },
  edl: {
    ...{ name: "markers.edl", type: "text/plain" },
    words: ({ chapters, durationS, title }) => editList(chapters, durationS, title),
  },
  srt: {
    ...{ name: "notes.srt", type: "application/x-subrip" },
    words: ({ chapters, durationS }) => subRip(chapters, durationS),
  },
  csv: {
    ...{ name: "chapters.csv", type: "text/csv" },
    words: ({ chapters }) => chapterTable(chapters),
  },
};

/**
 * @param {string} code of the room
 * @param {() => Reviewed} reviewed as it stands when a button is pressed
 */
export function attachChapterFiles(code, reviewed) {
  byRole(document, "chapter-files").addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    const format = FORMATS[button?.dataset.format ?? ""];
    if (format === undefined) return;
    const blob = new Blob([format.words(reviewed())], { type: `${format.type};charset=utf-8` });
    download(`readroom-${code}-${format.name}`, blob);
  });
}
