/** @file Dark colours whatever the device prefers: a streaming program is dark, and its docks do not ask the system. */

const DARK = "prefers-color-scheme: dark";

/**
 * The page's own dark rules hold always; the style sheets stay the one place that has them.
 * @param {Document} page
 */
export function beDark(page) {
  page.documentElement.style.colorScheme = "dark";
  for (const sheet of page.styleSheets) for (const rule of sheet.cssRules) lift(rule);
}

/** @param {CSSRule} rule */
function lift(rule) {
  if (rule instanceof CSSMediaRule && rule.media.mediaText.includes(DARK)) rule.media.mediaText = "screen";
}
