/**
 * @file Tab state: what survives a reload in this tab (`history.state`), for where the disk is refused or a moment behind.
 * It goes with the tab; browsers take some hundred kilobytes there.
 */

/**
 * @param {string} code
 * @param {Record<string, unknown>} part what is remembered besides what other parts of the board do
 */
export function rememberInTab(code, part) {
  // A pretend class has no code, and leaves no trace.
  if (code !== "") history.replaceState({ ...recallFromTab(code), ...part, code }, "");
}

/**
 * @param {string} code
 * @returns {Record<string, any>} empty where nothing of this room is remembered
 */
export function recallFromTab(code) {
  return history.state?.code === code ? history.state : {};
}
