/** @file Chart colours: a canvas draws with those of the screen as it is, or with those of paper, which is light whatever the screen. */

/** @typedef {(property: string) => string} ColourOf the colour that a custom property holds */

/** Asking for a style while tiles change makes the browser work out all of them, so each is asked for once. */
const shown = new Map();

/** @type {ColourOf} */
export function screenColour(property) {
  const ink =
    shown.get(property) ?? getComputedStyle(document.documentElement).getPropertyValue(property).trim();
  shown.set(property, ink);
  return ink;
}

/** The screen has turned dark or light. */
export function forgetColours() {
  shown.clear();
}

/**
 * What the style sheets say outside every condition is what they say of light paper.
 * @type {ColourOf}
 */
export function paperColour(property) {
  for (const sheet of document.styleSheets)
    for (const rule of rulesOf(sheet)) {
      if (!(rule instanceof CSSStyleRule) || rule.selectorText !== ":root") continue;
      const ink = rule.style.getPropertyValue(property).trim();
      if (ink !== "") return ink;
    }
  return screenColour(property);
}

/** @param {CSSStyleSheet} sheet */
function rulesOf(sheet) {
  try {
    return sheet.cssRules;
  } catch {
    return []; // put into the page by an extension: not ours to read
  }
}
