/** @file The language a page speaks: its sentences with their plurals, and its way with numbers, times and lists. */

/**
 * One text, or one for each plural form of the language, chosen by the value named `count`.
 * @typedef {string | Record<string, string>} Sentence
 */
/** @typedef {Record<string, Sentence>} Sentences by key */
/** @typedef {{text: string} | {name: string}} Piece words, or the placeholder of this name */
/** @typedef {Record<string, string | number>} Values by the name of their placeholder; numbers are written as the language writes them */

const RIGHT_TO_LEFT = ["ar"];
// Unicode's first strong isolate and its end: a name keeps its own direction within the sentence around it.
const ISOLATE = "\u2068";
const END_OF_ISOLATE = "\u2069";
// Codes, links and sentences hold these digits in every language: with a region's own ones beside them, one line of
// Arabic would be written in two.
const DIGITS = "latn";
const PLACEHOLDER = /\{(\w+)\}/;

/** @type {{language: string, region: string, sentences: Sentences}} `region` says how numbers and times are written */
let spoken = { language: "en", region: "en", sentences: {} };
/** @type {Map<string, any>} what Intl made for this language; making one takes a thousand times as long as using it */
const made = new Map();
/** @type {Map<string, Piece[]>} a board says the same few sentences a thousand times a second */
const partedTemplates = new Map();

/**
 * Speak this language from now on.
 * @param {string} language
 * @param {Sentences} sentences
 * @param {string} [region] a tag such as `de-CH`
 */
export function speak(language, sentences, region = language) {
  spoken = { language, region: new Intl.Locale(region, { numberingSystem: DIGITS }).toString(), sentences };
  made.clear();
}

/** @param {string} language */
export const directionOf = (language) => (RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr");

/**
 * @param {string} key
 * @param {Values} [values]
 * @returns {string} the sentence with its values in place; the key itself where this language has no such sentence
 */
export function text(key, values = {}) {
  let words = "";
  for (const piece of pieces(key, values.count))
    words += "name" in piece ? valueText(values[piece.name], piece.name) : piece.text;
  return words;
}

/**
 * @param {string} key
 * @param {string | number} [count] which chooses among plural forms
 * @returns {Piece[]} the sentence, parted at its placeholders
 */
export function pieces(key, count) {
  const template = templateOf(key, count);
  const parted = partedTemplates.get(template) ?? part(template);
  partedTemplates.set(template, parted);
  return parted;
}

/**
 * @param {string} template
 * @returns {Piece[]}
 */
function part(template) {
  return template
    .split(PLACEHOLDER)
    .map((words, index) => (index % 2 === 0 ? { text: words } : { name: words }));
}

/**
 * @param {string} key
 * @param {string | number | undefined} count
 */
function templateOf(key, count) {
  const sentence = spoken.sentences[key] ?? key;
  if (typeof sentence === "string") return sentence;
  const rules = once("plural", () => new Intl.PluralRules(spoken.language));
  return sentence[rules.select(Number(count))] ?? sentence.other ?? key;
}

/**
 * @param {string | number | undefined} value
 * @param {string} name
 */
function valueText(value, name) {
  if (value === undefined) return `{${name}}`;
  if (typeof value === "number") return numberText(value);
  return directionOf(spoken.language) === "rtl" ? `${ISOLATE}${value}${END_OF_ISOLATE}` : value;
}

/** @param {number} value shown with one decimal at most */
export function numberText(value) {
  return once("number", () => new Intl.NumberFormat(spoken.region, { maximumFractionDigits: 1 })).format(
    value,
  );
}

/** @param {number} share 0 to 1 */
export function percentText(share) {
  return once("percent", () => new Intl.NumberFormat(spoken.region, { style: "percent" })).format(share);
}

/**
 * @param {number} ms since 1970
 * @param {Intl.DateTimeFormatOptions} options
 */
export function dateText(ms, options) {
  return once(JSON.stringify(options), () => new Intl.DateTimeFormat(spoken.region, options)).format(ms);
}

/** @param {string[]} items */
export function listText(items) {
  return once("list", () => new Intl.ListFormat(spoken.region, { type: "unit", style: "short" })).format(
    items,
  );
}

/** @returns {(a: string, b: string) => number} the order in which this language puts names, 2 before 10 */
export function nameOrder() {
  return once("names", () => new Intl.Collator(spoken.region, { numeric: true })).compare;
}

/**
 * @template T
 * @param {string} name
 * @param {() => T} make
 * @returns {T}
 */
function once(name, make) {
  if (!made.has(name)) made.set(name, make());
  return made.get(name);
}
