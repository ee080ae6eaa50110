/** @file CSV writer (RFC 4180), safe against formula injection whatever separator a spreadsheet splits at. */

/** @typedef {string | number | null} Cell */
/** @typedef {Record<string, Cell>} Row */

/** Without it spreadsheets read UTF-8 as the letters of another alphabet. */
const BYTE_ORDER_MARK = "\ufeff";
const LINE_END = "\r\n";
/**
 * Spreadsheets run a cell that begins so as a formula (CWE-1236), full-width signs too, and a student may have typed it as
 * a name. Which sign parts the cells is the spreadsheet's own choice: `;` where the comma is the decimal sign. What they
 * take away before they look (spaces, quotes, signs that show nothing) hides no formula.
 */
const FORMULA = /(^|[,;|\t\r\n\v\f\u0085\u2028\u2029])(?=[\s"\p{C}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;
const QUOTED = /[",;|\t\r\n]/;

/**
 * @param {readonly string[]} names of the columns, told also where there are no rows
 * @param {readonly Row[]} rows
 */
export function csv(names, rows) {
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? null))];
  return BYTE_ORDER_MARK + lines.map((line) => line.map(cell).join(",") + LINE_END).join("");
}

/** @param {Cell} value */
function cell(value) {
  if (value === null) return "";
  const safe = typeof value === "string" ? value.replaceAll(FORMULA, "$1'") : String(value);
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
