/** @file Elements of the report: made with their words, as text and never as markup. */

/**
 * @param {string} tag
 * @param {string} words
 */
export function element(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}
