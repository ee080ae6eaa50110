/** @file H5P Interactive Video, read: its interactions as cards of help, its bookmarks as chapters, the rest by name. */

import { isAddress, LENGTHS, LESSON_MAX_S, MOST_CHOICES, MOST_OFFERS, WAYS } from "../offers/cards.js";
import { plainLine, plainText } from "./plain.js";

/** @typedef {import("../offers/cards.js").Card} Card */
/** @typedef {import("../offers/cards.js").Offer} Offer */
/** @typedef {"kind" | "several" | "choices" | "long" | "address" | "empty"} Why it cannot be taken over */
/** @typedef {{name: string, why: Why}} Left */
/** @typedef {{time_s: number, title: string}} Chapter */
/** @typedef {{cards: Card[], chapters: Chapter[], left: Left[]}} Imported */

/** How long a part is that H5P only says the beginning of, and a stretch without an end. */
const CLIP_S = 60;
const STRETCH_S = 10;

/** Thrown with what keeps an interaction from being an offer. */
class LeftOut extends Error {
  /** @param {Why} why */
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/** @type {Record<string, (params: any, interaction: any) => Offer[]>} */
const READERS = {
  "H5P.MultiChoice": multiChoice,
  "H5P.SingleChoiceSet": choiceSet,
  "H5P.TrueFalse": trueFalse,
  "H5P.Text": textOf,
  "H5P.AdvancedText": textOf,
  "H5P.Link": linkOf,
  "H5P.GoToQuestion": goTo,
};

/**
 * @param {any} content of `content/content.json`
 * @returns {Imported}
 */
export function readH5p(content) {
  const assets = content?.interactiveVideo?.assets ?? {};
  /** @type {Imported} */
  const found = { cards: [], chapters: chaptersOf(listOf(assets.bookmarks)), left: [] };
  for (const interaction of listOf(assets.interactions)) {
    try {
      for (const offer of offersOf(interaction)) put(found.cards, interaction, offer);
    } catch (error) {
      if (!(error instanceof LeftOut)) throw error;
      found.left.push({ name: nameOf(interaction), why: error.why });
    }
  }
  found.cards.sort((one, other) => one.start_s - other.start_s || one.end_s - other.end_s);
  return found;
}

/** @param {any} interaction */
function offersOf(interaction) {
  const [library] = String(interaction?.action?.library ?? "").split(" ");
  const read = READERS[library ?? ""];
  if (read === undefined) throw new LeftOut("kind");
  return read(interaction.action.params ?? {}, interaction);
}

/**
 * Into the card of the same stretch and topic, or into a new one.
 * @param {Card[]} cards
 * @param {any} interaction
 * @param {Offer} offer
 */
function put(cards, interaction, offer) {
  const start_s = timeOf(interaction.duration?.from) ?? 0;
  const told_s = timeOf(interaction.duration?.to) ?? 0;
  const end_s = told_s > start_s ? told_s : start_s + STRETCH_S;
  const own = interaction.readroom ?? {};
  const topic = topicOf(interaction);
  const isOwn = (/** @type {Card} */ card) =>
    typeof own.name === "string"
      ? card.name === own.name
      : card.start_s === start_s && card.end_s === end_s && card.topic === topic;
  const there = cards.find((card) => isOwn(card) && card.offer.length < MOST_OFFERS);
  if (there !== undefined) {
    there.offer.push(offer);
    return;
  }
  const isFree = typeof own.name === "string" && /^[\w-]{1,24}$/.test(own.name) && !cards.some(isOwn);
  const name = isFree ? own.name : `h5p-${cards.length + 1}`;
  const when = whenOf(own.when);
  cards.push({
    ...{ name, start_s, end_s },
    ...(topic === undefined ? {} : { topic }),
    ...(when === undefined ? {} : { when }),
    offer: [offer],
  });
}

/** @param {any} interaction */
function topicOf(interaction) {
  const own = interaction.readroom;
  const ownTopic = typeof own?.topic === "string" ? own.topic.replace(/[\s\p{Cc}]+/gu, " ").trim() : "";
  const words = own === undefined ? plainLine(interaction.label) || titleOf(interaction) : ownTopic;
  return words === "" ? undefined : words.slice(0, LENGTHS.topic).trim();
}

/** @param {any} interaction */
function titleOf(interaction) {
  const title = plainLine(interaction?.action?.metadata?.title);
  return title.startsWith("Untitled") ? "" : title;
}

/** @param {any} interaction */
function nameOf(interaction) {
  const [library = ""] = String(interaction?.action?.library ?? "").split(" ");
  const kind = String(interaction?.libraryTitle ?? "") || library.replace("H5P.", "");
  const title = titleOf(interaction) || plainLine(interaction?.label);
  return [kind, title].filter((part) => part !== "").join(": ");
}

/**
 * @param {any} when
 * @returns {import("../offers/cards.js").When | undefined}
 */
function whenOf(when) {
  if (typeof when !== "object" || when === null) return undefined;
  const { lost, rewound, wrong, puzzled_s } = when;
  return {
    ...(typeof lost === "boolean" ? { lost } : {}),
    ...(isBetween(rewound, 2, 9) ? { rewound } : {}),
    ...(typeof wrong === "boolean" ? { wrong } : {}),
    ...(isBetween(puzzled_s, 5, 300) ? { puzzled_s } : {}),
  };
}

/**
 * @param {unknown} value
 * @param {number} least
 * @param {number} most
 */
const isBetween = (value, least, most) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

/**
 * @param {any} params
 * @param {any} interaction
 * @returns {Offer[]}
 */
function multiChoice(params, interaction) {
  const answers = listOf(params.answers);
  const right = answers.flatMap(({ correct }, index) => (correct === true ? [index] : []));
  if (right.length !== 1) throw new LeftOut("several");
  return [
    question(
      params.question,
      answers.map(({ text }) => text),
      right[0] ?? 0,
      interaction,
    ),
  ];
}

/**
 * @param {any} params
 * @param {any} interaction
 * @returns {Offer[]}
 */
function choiceSet(params, interaction) {
  const sets = listOf(params.choices);
  if (sets.length === 0) throw new LeftOut("empty");
  return sets.map(({ question: words, answers }, index) => {
    // The right one is always the first there; here it would be too.
    const all = listOf(answers);
    const turn = all.length === 0 ? 0 : (index + plainText(words).length) % all.length;
    return question(
      words,
      [...all.slice(turn), ...all.slice(0, turn)],
      (all.length - turn) % all.length,
      interaction,
    );
  });
}

/**
 * @param {any} params
 * @param {any} interaction
 * @returns {Offer[]}
 */
function trueFalse(params, interaction) {
  const { trueText = "True", falseText = "False" } = params.l10n ?? {};
  return [
    question(params.question, [trueText, falseText], String(params.correct) === "true" ? 0 : 1, interaction),
  ];
}

/**
 * @param {unknown} html
 * @param {unknown[]} answers
 * @param {number} right
 * @param {any} interaction
 * @returns {Offer}
 */
function question(html, answers, right, interaction) {
  const choices = answers.map(plainLine);
  if (choices.length < 2 || choices.length > MOST_CHOICES || choices.includes(""))
    throw new LeftOut("choices");
  if (choices.some((choice) => choice.length > LENGTHS.choice)) throw new LeftOut("long");
  const wrong_to_s = timeOf(interaction.adaptivity?.wrong?.seekTo);
  const back = wrong_to_s === null ? {} : { wrong_to_s };
  return { do: "ask", text: wordsOf(html), choices, right, ...back };
}

/**
 * @param {any} params
 * @param {any} interaction
 * @returns {Offer[]}
 */
function textOf(params, interaction) {
  return [{ do: "text", text: wordsOf(params.text), ...wayOf(interaction) }];
}

/**
 * @param {any} params
 * @param {any} interaction
 * @returns {Offer[]}
 */
function linkOf(params, interaction) {
  const { protocol = "", url = "" } = params.linkWidget ?? {};
  const href = /^https?:/.test(url) ? url : `${protocol}${url}`;
  if (!isAddress(href)) throw new LeftOut("address");
  const text = plainLine(params.title) || new URL(href).host;
  if (text.length > LENGTHS.choice) throw new LeftOut("long");
  return [{ do: "link", text, href, ...wayOf(interaction) }];
}

/**
 * @param {any} params
 * @param {any} interaction
 * @returns {Offer[]}
 */
function goTo(params, interaction) {
  const own = interaction.readroom ?? {};
  const found = listOf(params.choices).flatMap((choice) => {
    const from_s = timeOf(choice?.goTo);
    if (from_s === null) return [];
    if (own.do === "replay") return [replayOf(from_s, own.rate)];
    const to_s = timeOf(own.to_s) ?? Math.min(from_s + CLIP_S, LESSON_MAX_S);
    if (to_s <= from_s) return [];
    const isNamed = own.do !== "clip" || own.named === true;
    const text = isNamed ? plainLine(choice.text).slice(0, LENGTHS.choice).trim() : "";
    /** @type {Offer} */
    const clip = { do: "clip", from_s, to_s, ...(text === "" ? {} : { text }), ...wayOf(interaction) };
    return [clip];
  });
  if (found.length === 0) throw new LeftOut("empty");
  return found;
}

/**
 * @param {number} from_s
 * @param {unknown} rate
 * @returns {Offer}
 */
function replayOf(from_s, rate) {
  const isRate = typeof rate === "number" && rate >= 0.5 && rate <= 1;
  return { do: "replay", from_s, ...(isRate ? { rate } : {}) };
}

/**
 * @param {any} interaction
 * @returns {{as?: import("../offers/cards.js").Way}}
 */
function wayOf(interaction) {
  const way = WAYS.find((each) => each === interaction.readroom?.as);
  return way === undefined ? {} : { as: way };
}

/** @param {unknown} html */
function wordsOf(html) {
  const words = plainText(html);
  if (words === "") throw new LeftOut("empty");
  if (words.length > LENGTHS.text) throw new LeftOut("long");
  return words;
}

/**
 * @param {any[]} bookmarks
 * @returns {Chapter[]} one a moment, in the order of the lesson
 */
function chaptersOf(bookmarks) {
  /** @type {Map<number, Chapter>} */
  const found = new Map();
  for (const { time, label } of bookmarks) {
    const [time_s, title] = [timeOf(time), plainLine(label)];
    if (time_s !== null && title !== "") found.set(time_s, { time_s, title });
  }
  return [...found.values()].sort((one, other) => one.time_s - other.time_s);
}

/**
 * @param {unknown} time seconds, or text such as 1:04 and 1:00:04
 * @returns {number | null} in whole milliseconds
 */
function timeOf(time) {
  const parts = String(time ?? "")
    .split(":")
    .map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const time_s = parts.reduce((sum, part) => sum * 60 + part, 0);
  return Number.isFinite(time_s) && time_s >= 0 && time_s <= LESSON_MAX_S
    ? Math.round(time_s * 1000) / 1000
    : null;
}

/**
 * @param {unknown} value
 * @returns {any[]}
 */
function listOf(value) {
  return Array.isArray(value) ? value.filter((item) => item !== null && item !== undefined) : [];
}
