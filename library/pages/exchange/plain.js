/** @file Plain text of the HTML that quiz editors write, and HTML of plain text. The text is shown as text alone. */

const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
const BLOCK_ENDS = /<\/(?:p|div|li|h\d|tr)>|<br\s*\/?>/gi;
/** Whose words are none of the text's. */
const UNSEEN = /<(script|style)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi;
const UNICODE_MAX = 0x10ffff;

/**
 * @param {unknown} html anything else is no words
 * @returns {string} its lines, without markup
 */
export function plainText(html) {
  if (typeof html !== "string") return "";
  const text = html
    .replace(UNSEEN, "")
    .replace(/\s+/g, " ")
    .replace(BLOCK_ENDS, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(ENTITY, sign);
  const lines = text.split("\n").map((line) => line.replace(/[\s\p{Cc}]+/gu, " ").trim());
  return lines.filter((line) => line !== "").join("\n");
}

/**
 * @param {unknown} html
 * @returns {string} on one line
 */
export const plainLine = (html) => plainText(html).replaceAll("\n", " ");

/**
 * @param {string} whole
 * @param {string} [decimal]
 * @param {string} [hex]
 * @param {string} [name]
 */
function sign(whole, decimal, hex, name) {
  if (name !== undefined) return NAMED[/** @type {keyof typeof NAMED} */ (name.toLowerCase())] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  return code > 0 && code <= UNICODE_MAX ? String.fromCodePoint(code) : "";
}

/** @param {string} text */
export function htmlOf(text) {
  return text
    .split("\n")
    .map((line) => `<p>${line.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`)}</p>`)
    .join("");
}
