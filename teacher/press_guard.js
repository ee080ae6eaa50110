/** @file Press guard: swallows the second click of a double one, and the repeats of a key that is held down. */

/** The longest time between the two clicks of a double one, as desktops have it. */
const DOUBLE_MS = 500;
/** A hand that clicks twice moves by less. */
const SAME_PLACE_PX = 12;
const BUTTONS = "button, a, summary, input, select, label";

/**
 * The second click of a double one, where something else has come up under the pointer, is no wish for that; nor is a
 * key that is held down a wish for more than one press.
 * @param {Document} page
 */
export function guardPresses(page) {
  /** @type {{x: number, y: number, atMs: number, on: Element | null} | null} */
  let last = null;
  page.addEventListener(
    "click",
    (event) => {
      const press = { x: event.clientX, y: event.clientY, atMs: event.timeStamp, on: pressed(event.target) };
      // A click of the keyboard has no place.
      if (event.detail > 0 && last !== null && fallsThrough(last, press)) refuse(event);
      else last = event.detail > 0 ? press : null;
    },
    { capture: true },
  );
  page.addEventListener("keydown", (event) => {
    if (event.repeat && ["Enter", " "].includes(event.key) && isButton(event.target)) event.preventDefault();
  });
}

/**
 * @param {{x: number, y: number, atMs: number, on: Element | null}} last
 * @param {{x: number, y: number, atMs: number, on: Element | null}} press
 */
function fallsThrough(last, press) {
  const near = Math.hypot(press.x - last.x, press.y - last.y) < SAME_PLACE_PX;
  return near && press.atMs - last.atMs < DOUBLE_MS && last.on !== null && press.on !== last.on;
}

/** @param {EventTarget | null} target */
function pressed(target) {
  const on = target instanceof Element ? target.closest(BUTTONS) : null;
  // A click on a label is followed by one on what it labels, in the same place.
  return on instanceof HTMLLabelElement ? on.control : on;
}

/** @param {Event} event */
function refuse(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** @param {EventTarget | null} target */
function isButton(target) {
  return target instanceof Element && target.closest("button, summary") !== null;
}
