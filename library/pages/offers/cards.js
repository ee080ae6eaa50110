/** @file Cards of help as a WebVTT metadata track: one cue with JSON for each stretch of a lesson, read and written. */

/** @typedef {"words" | "example" | "exercise"} Way in which an offer explains */
/** @typedef {{do: "replay", from_s: number, rate?: number}} Replay */
/** @typedef {{do: "text", text: string, as?: Way}} Explanation */
/** @typedef {{do: "ask", text: string, choices: string[], right: number, wrong_to_s?: number}} Quiz */
/** @typedef {{do: "clip", from_s: number, to_s: number, text?: string, as?: Way}} Clip */
/** @typedef {{do: "link", text: string, href: string, as?: Way}} Link */
/** @typedef {Replay | Explanation | Quiz | Clip | Link} Offer */
/** @typedef {{lost?: boolean, rewound?: number, wrong?: boolean, puzzled_s?: number}} When */
/** @typedef {{name: string, start_s: number, end_s: number, topic?: string, when?: When, offer: Offer[]}} Card */

export const WAYS = /** @type {const} */ (["words", "example", "exercise"]);
export const KINDS = /** @type {const} */ (["replay", "text", "ask", "clip", "link"]);
export const MOST_CARDS = 200;
export const MOST_OFFERS = 5;
export const MOST_CHOICES = 5;
export const LESSON_MAX_S = 14_400;
export const LENGTHS = { topic: 80, text: 600, choice: 120, href: 300 };

const TIMES = /^(?:(\d{2,}):)?(\d\d):(\d\d\.\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?(\d\d):(\d\d\.\d{3})/;
/** The same as in protocol/offers.schema.json. */
const ADDRESS = /^https:\/\/[^\s"<>\\/?#@]+([/?#][^\s"<>\\]*)?$/;

/**
 * @param {string} vtt a track that the library has checked
 * @returns {Card[]} in the order of the lesson
 * @throws {SyntaxError} where a cue is not what it should be
 */
export function readCards(vtt) {
  return vtt
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .split(/\n\n+/)
    .flatMap((block) => {
      const lines = block.split("\n").filter((line, index) => line !== "" || index > 0);
      const at = lines.findIndex((line) => TIMES.test(line));
      if (at < 0 || at > 1) return [];
      const found = TIMES.exec(lines[at] ?? "") ?? [];
      const { topic, when, offer } = JSON.parse(lines.slice(at + 1).join("\n"));
      const [start_s, end_s] = [seconds(found.slice(1, 4)), seconds(found.slice(4, 7))];
      const name = at === 1 ? (lines[0] ?? "") : "";
      return [
        {
          ...{ name, start_s, end_s },
          ...(topic === undefined ? {} : { topic }),
          ...(when === undefined ? {} : { when }),
          offer,
        },
      ];
    });
}

/** @param {string[]} parts hours, minutes and seconds */
function seconds([hours = "0", minutes, rest]) {
  // In whole milliseconds, as the file has them.
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)) * 1000) / 1000;
}

/**
 * @param {readonly Card[]} cards
 * @returns {string} WebVTT
 */
export function writeCards(cards) {
  const cues = [...cards]
    .sort((one, other) => one.start_s - other.start_s || one.end_s - other.end_s)
    .map(({ name, start_s, end_s, topic, when, offer }) => {
      // An arrow would begin another cue.
      const json = JSON.stringify({ topic, when, offer }).replaceAll("-->", "--\\u003e");
      return `${name}\n${stamp(start_s)} --> ${stamp(end_s)}\n${json}\n`;
    });
  return ["WEBVTT\n", ...cues].join("\n");
}

/** @param {number} time_s */
export function stamp(time_s) {
  const ms = Math.round(time_s * 1000);
  const parts = [Math.floor(ms / 3600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  return `${parts.map((part) => `${part}`.padStart(2, "0")).join(":")}.${`${ms % 1000}`.padStart(3, "0")}`;
}

/**
 * @param {string} href
 * @returns {boolean} whether a link may be offered: https, and no name or password in it
 */
export function isAddress(href) {
  return href.length <= LENGTHS.href && ADDRESS.test(href);
}

/**
 * @param {readonly Card[]} cards
 * @returns {string} a name that none of them has
 */
export function newName(cards) {
  const known = new Set(cards.map(({ name }) => name));
  let number = cards.length + 1;
  while (known.has(`help-${number}`)) number += 1;
  return `help-${number}`;
}
