/** @file Small multiples: one number over the lessons of a course, each as a point, with its interval and the band of chance. */

/** @typedef {{share: number | null, low?: number, high?: number, band?: {low: number, high: number} | null, isMore?: boolean}} Point shares from 0 to 1 */

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT] = [360, 150];
const [LEFT, RIGHT, TOP, BOTTOM] = [36, 8, 8, 18];
const LINES = [0, 0.25, 0.5, 0.75, 1];
const DOT = 4;
/** Bands are at most so wide, also where there are few lessons. */
const WIDEST = 26;

/** @param {number} share */
const yOf = (share) => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);

/**
 * @param {number} place
 * @param {number} count
 */
const xOf = (place, count) => LEFT + ((place + 0.5) / count) * (WIDTH - LEFT - RIGHT);

/**
 * @param {readonly Point[]} points one a lesson, oldest first
 * @param {object} words
 * @param {string} words.label what the picture shows, in words
 * @param {(share: number) => string} words.percent
 */
export function pointsPicture(points, { label, percent }) {
  const picture = frame(label, percent);
  const step = (WIDTH - LEFT - RIGHT) / Math.max(1, points.length);
  const wide = Math.min(WIDEST, step * 0.8);
  for (const [place, { share, low, high, band, isMore }] of points.entries()) {
    const x = xOf(place, points.length);
    if (band) picture.append(bandAt(x, wide, band.low, band.high));
    if (low !== undefined && high !== undefined)
      picture.append(part("path", { class: "whisker", d: `M${x} ${yOf(low)}V${yOf(high)}` }));
    if (share === null) continue;
    picture.append(isMore ? diamond(x, yOf(share)) : dot(x, yOf(share)));
  }
  for (const place of new Set([0, points.length - 1])) {
    if (place < 0) continue;
    const number = part("text", { x: xOf(place, points.length), y: HEIGHT - 4, "text-anchor": "middle" });
    number.textContent = `${place + 1}`;
    picture.append(number);
  }
  return picture;
}

/**
 * @param {readonly (readonly (number | null)[])[]} lines the first drawn through, the second with gaps
 * @param {object} words
 * @param {string} words.label
 * @param {(share: number) => string} words.percent
 */
export function linesPicture(lines, { label, percent }) {
  const picture = frame(label, percent);
  const length = Math.max(1, ...lines.map((line) => line.length));
  for (const [index, line] of lines.entries()) {
    let d = "";
    let isDrawing = false;
    for (const [place, share] of line.entries()) {
      if (share !== null) d += `${isDrawing ? "L" : "M"}${xOf(place, length)} ${yOf(share)}`;
      isDrawing = share !== null;
    }
    picture.append(part("path", { class: index === 0 ? "line" : "line second", d }));
  }
  return picture;
}

/**
 * @param {string} label
 * @param {(share: number) => string} percent
 */
function frame(label, percent) {
  const picture = part("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label });
  for (const share of LINES) {
    picture.append(part("path", { class: "grid", d: `M${LEFT} ${yOf(share)}H${WIDTH - RIGHT}` }));
    if (share * 2 !== Math.round(share * 2)) continue;
    const words = part("text", { x: LEFT - 4, y: yOf(share) + 4, "text-anchor": "end" });
    words.textContent = percent(share);
    picture.append(words);
  }
  return picture;
}

/**
 * @param {number} x
 * @param {number} wide
 * @param {number} low
 * @param {number} high
 */
function bandAt(x, wide, low, high) {
  const height = Math.max(1, yOf(low) - yOf(high));
  return part("rect", { class: "chance", x: x - wide / 2, y: yOf(high), width: wide, height });
}

/**
 * @param {number} x
 * @param {number} y
 */
const dot = (x, y) => part("circle", { class: "dot", cx: x, cy: y, r: DOT });

/**
 * @param {number} x
 * @param {number} y
 */
function diamond(x, y) {
  const size = DOT * 1.8;
  return part("path", {
    class: "dot more",
    d: `M${x} ${y - size}L${x + size} ${y}L${x} ${y + size}L${x - size} ${y}Z`,
  });
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
function part(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, `${value}`);
  return made;
}
