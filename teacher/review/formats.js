/** @file Chapter formats: WebVTT, YouTube and PeerTube text, FFMETADATA, CMX3600 EDL, SubRip and CSV, none with a name. */

import { csv } from "../csv.js";
import { frameTime, preciseTime, shortTime } from "./timecode.js";

/** @typedef {import("./chapters.js").Chapter} Chapter */

const MS = 1000;
/** YouTube takes no shorter chapters, and wants the first at 0:00. */
const SHORTEST_CHAPTER_S = 10;
/** A note stands so long in the picture at most. */
const NOTE_S = 10;
/** What editors take where they are not told: times between frames are rounded. */
const EDL_FPS = 25;
const EDL_COLOUR = { lost: "YELLOW", hint: "MAGENTA", question: "CYAN", mark: "GREEN" };
const CSV_COLUMNS = ["start", "start_s", "kind", "title", "share", "lost", "said", "of"];
const DECIMALS = 3;

/**
 * @param {readonly Chapter[]} chapters
 * @param {number} durationS
 * @returns {string} a chapters track (W3C WebVTT)
 */
export function webVtt(chapters, durationS) {
  const cues = spans(chapters, durationS).map(
    ({ fromS, toS, title }, index) =>
      `${index + 1}\n${preciseTime(fromS, ".")} --> ${preciseTime(toS, ".")}\n${escapedForVtt(title)}\n`,
  );
  return `WEBVTT\n\n${cues.join("\n")}`;
}

/**
 * @param {readonly Chapter[]} chapters
 * @param {string} beginning what the first chapter is called, which has to be at 0:00
 * @returns {string} lines as they stand in a video's description
 */
export function descriptionLines(chapters, beginning) {
  const kept = [{ startS: 0, title: beginning }];
  for (const { startS, title } of chapters) {
    const last = /** @type {{startS: number, title: string}} */ (kept.at(-1));
    if (startS < SHORTEST_CHAPTER_S && kept.length === 1) last.title = title;
    else if (startS - last.startS >= SHORTEST_CHAPTER_S) kept.push({ startS, title });
  }
  return kept.map(({ startS, title }) => `${shortTime(startS)} ${title}\n`).join("");
}

/**
 * @param {readonly Chapter[]} chapters
 * @param {number} durationS
 * @returns {string} for `ffmpeg -i lesson.mp4 -i chapters.txt -map_metadata 1 -codec copy`
 */
export function ffmetadata(chapters, durationS) {
  const parts = spans(chapters, durationS).map(
    ({ fromS, toS, title }) =>
      `[CHAPTER]\nTIMEBASE=1/${MS}\nSTART=${Math.round(fromS * MS)}\nEND=${Math.round(toS * MS)}\n` +
      `title=${title.replaceAll(/[=;#\\]/g, "\\$&")}\n`,
  );
  return `;FFMETADATA1\n${parts.join("")}`;
}

/**
 * @param {readonly Chapter[]} chapters
 * @param {number} durationS
 * @param {string} title
 * @returns {string} one event, the whole recording, with a locator at each chapter
 */
export function editList(chapters, durationS, title) {
  const [from, to] = [frameTime(0, EDL_FPS), frameTime(durationS, EDL_FPS)];
  const locators = chapters.map(
    (chapter) =>
      `* LOC: ${frameTime(chapter.startS, EDL_FPS)} ${EDL_COLOUR[chapter.kind].padEnd(7)} ${chapter.title}\n`,
  );
  const event = `001  AX       V     C        ${from} ${to} ${from} ${to}\n`;
  return `TITLE: ${title}\nFCM: NON-DROP FRAME\n\n${event}${locators.join("")}`;
}

/**
 * @param {readonly Chapter[]} chapters
 * @param {number} durationS
 * @returns {string} the teacher's notes, as captions
 */
export function subRip(chapters, durationS) {
  return spans(chapters, durationS)
    .map(({ fromS, toS, title }, index) => {
      const until = Math.min(toS, fromS + NOTE_S);
      return `${index + 1}\n${preciseTime(fromS, ",")} --> ${preciseTime(until, ",")}\n${title}\n`;
    })
    .join("\n");
}

/** @param {readonly Chapter[]} chapters */
export function chapterTable(chapters) {
  const rows = chapters.map(({ startS, kind, title, moment }) => ({
    start: preciseTime(startS, "."),
    start_s: Number(startS.toFixed(DECIMALS)),
    kind,
    title,
    share: moment === null ? null : Number(moment.share.toFixed(DECIMALS)),
    lost: moment?.lost ?? null,
    said: moment?.said ?? null,
    of: moment?.telling ?? null,
  }));
  return csv(CSV_COLUMNS, rows);
}

/**
 * @param {readonly Chapter[]} chapters
 * @param {number} durationS
 * @returns {{fromS: number, toS: number, title: string}[]} each until the next; none has no length
 */
function spans(chapters, durationS) {
  return chapters
    .map(({ startS, title }, index) => ({
      fromS: startS,
      toS: Math.min(durationS, chapters[index + 1]?.startS ?? durationS),
      title,
    }))
    .filter(({ fromS, toS }) => Math.round(toS * MS) > Math.round(fromS * MS));
}

/** @param {string} title */
function escapedForVtt(title) {
  return title.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
