/** @file List reordering: the fewest moves that bring elements into an order, and none for the one with the focus. */

/**
 * @param {Element} list
 * @param {Element[]} wanted all its children, in the order they are to have
 * @param {Element | null} anchor a child that stays where it is: a browser takes the focus from what is moved
 * @returns {number} how many were moved
 */
export function arrange(list, wanted, anchor) {
  const places = new Map([...list.children].map((child, index) => [child, index]));
  const staying = longestInOrder(
    wanted.map((element) => places.get(element) ?? -1),
    anchor === null ? -1 : wanted.indexOf(anchor),
  );
  let moves = 0;
  let next = null;
  for (let index = wanted.length - 1; index >= 0; index -= 1) {
    const element = /** @type {Element} */ (wanted[index]);
    if (!staying.has(index)) {
      list.insertBefore(element, next);
      moves += 1;
    }
    next = element;
  }
  return moves;
}

/**
 * The longest choice of items that are in order already (patience sorting, Fredman 1975).
 * @param {number[]} places where each item is now, in the order wanted; -1 is nowhere
 * @param {number} anchor the index of an item that must be among them, -1 for none
 * @returns {Set<number>} indexes into `places`
 */
export function longestInOrder(places, anchor) {
  const pivot = places[anchor];
  /** @type {number[]} */
  const tops = [];
  /** @type {number[]} */
  const before = [];
  for (const [index, place] of places.entries()) {
    if (place < 0 || !staysWithAnchor(index, place, anchor, pivot)) continue;
    const pile = pileFor(tops, places, place);
    before[index] = tops[pile - 1] ?? -1;
    tops[pile] = index;
  }
  const chain = new Set();
  for (let index = tops.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) chain.add(index);
  return chain;
}

/**
 * @param {number} index
 * @param {number} place
 * @param {number} anchor
 * @param {number | undefined} pivot where the anchor is
 */
function staysWithAnchor(index, place, anchor, pivot) {
  return pivot === undefined || index === anchor || index < anchor === place < pivot;
}

/**
 * The leftmost pile whose top is not smaller.
 * @param {number[]} tops
 * @param {number[]} places
 * @param {number} place
 */
function pileFor(tops, places, place) {
  let [low, high] = [0, tops.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((places[tops[middle] ?? 0] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
