/** @file Keyed list reconciliation: items come, go and change places, and those already in place are not touched. */

/**
 * What stands in its place already is not touched: it may hold the focus.
 * @param {HTMLElement} list
 * @param {HTMLElement[]} items
 */
export function reconcile(list, items) {
  const wanted = new Set(items);
  for (const child of [...list.children]) if (!wanted.has(/** @type {HTMLElement} */ (child))) child.remove();
  for (const [index, item] of items.entries())
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
}
