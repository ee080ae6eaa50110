/**
 * @file Areas that do not count: posters, a screen, a mirror, as somebody drew them over the picture.
 *
 * Twin of areas.py.
 */

/** @typedef {import("./merging.js").Box} Box */
/** @typedef {[left: number, top: number, width: number, height: number]} Area in shares of the picture's sides */

/**
 * Return the faces whose middle lies in no area.
 * @param {Box[]} boxes
 * @param {Area[]} areas
 * @param {number} width
 * @param {number} height
 * @returns {Box[]}
 */
export function outside(boxes, areas, width, height) {
  return boxes.filter((box) => !areas.some((area) => holds(area, box, width, height)));
}

/**
 * @param {Area} area
 * @param {Box} box
 * @param {number} width
 * @param {number} height
 */
function holds([left, top, wide, high], [x, y, boxWidth, boxHeight], width, height) {
  const [across, down] = [(x + boxWidth / 2) / width, (y + boxHeight / 2) / height];
  return left <= across && across <= left + wide && top <= down && down <= top + high;
}
