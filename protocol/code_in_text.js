/** @file Room code in text: finds a code in links, labels and typed text. Twin of backend/rooms/code_in_text.py. */

/** A link that a mail filter wrapped into one of its own has about 1,000. */
export const TEXT_CHARACTERS = 2000;
const GROUP = 5;

/**
 * Signs that stand for a dash on some keyboard: hyphen bullet, minus, heavy minus, modifier minus, a box's line, and
 * what Japanese and Arabic keyboards have for length.
 */
const DASH = /[\p{Pd}\p{Pc}\u2043\u2212\u2796\u02d7\u2500\u30fc\u0640]/gu;
const DOT = /[\u00b7\u2022\u2027\u3002\u30fb]/g;
const WHITE = /[\p{Z}\t\n\v\f\r\x85]/gu;
/** Formats, keycaps' frames, variation selectors and the grapheme joiner, which are invisible. */
const UNSEEN = /[\p{Cf}\p{Me}]|[\ufe00-\ufe0f]|\u034f/gu;
const DIGIT = /\p{Nd}/u;

const SEPARATOR = /[-. ]/g;
const ESCAPED = /(?:%[0-9A-F]{2})+/gi;
/** What can follow a code in a link or a sentence, and never stands in one. */
const BEHIND = /[?&<>()[\]{}"|:;,/]/;
const QUERY = /[?&]/;
const AROUND = /[\p{P}\p{S}\p{Z}\p{C}]/u;
const TEACHERS = /[0-9A-Z]{5}-[0-9A-Z]{5}\.[0-9]{9,12}\.[-0-9A-Z]{20}/;

/**
 * @param {string} text
 * @returns {string} in capitals, with ASCII digits, dashes, dots and spaces, and nothing invisible
 */
export function plain(text) {
  // Twice: a link inside a mail filter's link is escaped again.
  const whole = unescaped(unescaped(text))
    .normalize("NFKC")
    .toUpperCase()
    .replace(/\u0130/g, "I");
  return whole
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(UNSEEN, "")
    .replace(DASH, "-")
    .replace(DOT, ".")
    .replace(WHITE, " ");
}

/**
 * @param {string} plainText
 * @returns {boolean} whether this is a teacher's link or token, which opens the board and is no student's code
 */
export function isTeachers(plainText) {
  return TEACHERS.test(plainText);
}

/**
 * @param {string} plainText
 * @returns {string} of the part that should be the code: a link's fragment, or what follows a colon
 */
export function lettersOf(plainText) {
  const sign = plainText.includes("#") ? "#" : ":";
  const found = bare(plainText.slice(plainText.lastIndexOf(sign) + 1)) || plainText;
  const piece = found.split(BEHIND)[0] || found;
  return (bare(piece) || piece).replace(SEPARATOR, "");
}

/**
 * Where there are links with fragments, only those count: words beside a mistyped link are no code.
 * @param {string} plainText
 * @returns {string[][]} what is written as codes are, five and five, likelier groups first
 */
export function writtenCodes(plainText) {
  const words = plainText
    .split(" ")
    .map(withoutAddress)
    .join(" ")
    .split(/([0-9A-Z]+)/);
  const starts = words.flatMap((_, at) => (at % 2 === 1 ? [at] : []));
  const found = starts.map((at) => ({ gap: words[at - 1] ?? "", code: writtenAt(words, at) }));
  const linked = found.filter(({ gap, code }) => code !== "" && /#[-. ]*$/.test(gap));
  // Words of a sentence can have five letters as well.
  const likely = found.filter(({ code }) => /[-0-9]/.test(code));
  const tied = likely.filter(({ code }) => !code.includes(" "));
  const tiers = linked.length > 0 ? [linked] : [tied, likely];
  return tiers.map((codes) => codes.map(({ code }) => code.replace(SEPARATOR, "")));
}

/**
 * @param {readonly string[]} words with the gaps between them
 * @param {number} at
 * @returns {string} the code that begins with a word, as it is written; empty where none does
 */
function writtenAt(words, at) {
  const first = words[at] ?? "";
  const isPair = first.length === GROUP && at + 2 < words.length && /^[-. ]*$/.test(words[at + 1] ?? "");
  const end = isPair ? at + 3 : at + 1;
  const code = words.slice(at, end).join("");
  const isCode = code.replace(SEPARATOR, "").length === 2 * GROUP && first.length % GROUP === 0;
  // A further group tied on with a dash makes it longer than codes are.
  const goesOn = end + 1 < words.length && /^-*$/.test(words[end] ?? "");
  return isCode && !goesOn ? code : "";
}

/**
 * @param {string} token
 * @returns {string} a link's fragment with its sign, nothing of a link without one; other text without a query
 */
function withoutAddress(token) {
  const slash = token.indexOf("/");
  const sign = token.indexOf("#", slash + 1);
  if (slash >= 0 && sign < 0 && !token.includes("#")) return "";
  return (slash >= 0 ? token.slice(Math.max(sign, 0)) : token).split(QUERY)[0] ?? "";
}

/**
 * @param {string} text
 * @returns {string} without the signs and spaces around it
 */
function bare(text) {
  const letters = [...text];
  const first = letters.findIndex((letter) => !AROUND.test(letter));
  const behind = [...letters].reverse().findIndex((letter) => !AROUND.test(letter));
  return first < 0 ? "" : letters.slice(first, letters.length - behind).join("");
}

/** @param {string} text */
function unescaped(text) {
  return text.replace(ESCAPED, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run; // bytes that are no letters: they stay what they are
    }
  });
}

/**
 * @param {string} digit of any script, whose ten digits follow one another everywhere
 * @returns {string}
 */
function asciiDigit(digit) {
  const point = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(point - value - 1))) value += 1;
  return `${value}`;
}
