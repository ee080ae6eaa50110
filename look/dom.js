/** @file Finding elements by their data-role, and changing the page only where something changed. */

/**
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} role
 * @returns {T}
 * @throws {Error} when the page has no such element: page and script do not belong together
 */
export function byRole(root, role) {
  const element = root.querySelector(`[data-role="${role}"]`);
  if (element === null) throw new Error(`The page has no element with data-role="${role}".`);
  return /** @type {T} */ (element);
}

/**
 * @param {Node} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** @param {string} role */
export const element = (role) => byRole(document, role);

/**
 * @param {string} role
 * @returns {HTMLInputElement}
 */
export const field = (role) => /** @type {HTMLInputElement} */ (element(role));
