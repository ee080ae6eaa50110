/** @file Keyboard shortcuts: one-letter keys on every keyboard layout, ignored where somebody types or calls the browser. */

/**
 * What a key writes, and where it stands on a keyboard that writes no Latin letters.
 * @type {Record<"search" | "pin" | "help" | "mark" | "clapper", {writes: string[], stands: string, shift: boolean | null}>}
 */
const SHORTCUTS = {
  search: { writes: ["/"], stands: "Slash", shift: false },
  pin: { writes: ["p"], stands: "KeyP", shift: null },
  // The question marks of Arabic, of Greek and of full-width writing too.
  help: { writes: ["?", "\u061f", "\u037e", "\uff1f"], stands: "Slash", shift: true },
  mark: { writes: ["m"], stands: "KeyM", shift: null },
  clapper: { writes: ["y"], stands: "KeyY", shift: null },
};

const TYPED_INTO = "input, textarea";
/** Inputs that take no letters. */
const PRESSED = ["checkbox", "radio", "button", "submit", "range"];
/** A list of choices goes by letters to the choice that begins with them. */
const CHOSEN_FROM = "select";

/** @typedef {Pick<KeyboardEvent, "key" | "code" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey" | "getModifierState" | "isComposing" | "repeat" | "target">} Key */

/**
 * Whether this key is the shortcut, pressed by somebody who is not typing.
 * @param {Key} event
 * @param {keyof typeof SHORTCUTS} name
 */
export function isShortcut(event, name) {
  const { writes, stands, shift } = SHORTCUTS[name];
  if (event.repeat || isTyping(event, name) || isBrowsersOwn(event)) return false;
  if (writes.includes(event.key.toLowerCase())) return true;
  // Where a layout writes Latin letters and signs, only what is written counts: its keys stand elsewhere.
  const foreign = [...event.key].length === 1 && event.key > "\u007f";
  return foreign && event.code === stands && (shift === null || shift === event.shiftKey);
}

/**
 * Whether a key belongs to the browser or the system, as all with Ctrl, Alt or Meta do.
 * @param {Pick<Key, "ctrlKey" | "altKey" | "metaKey" | "getModifierState">} event
 */
export function isBrowsersOwn(event) {
  // AltGr only reaches a key's third sign, and some systems tell it as Ctrl and Alt together.
  if (event.getModifierState("AltGraph")) return event.metaKey;
  return event.ctrlKey || event.altKey || event.metaKey;
}

/**
 * @param {Pick<Key, "target" | "isComposing">} event
 * @param {keyof typeof SHORTCUTS} name
 */
function isTyping({ target, isComposing }, name) {
  if (isComposing || document.querySelector("dialog[open]") !== null) return true;
  if (!(target instanceof Element)) return false;
  // No choice begins with the sign of the search.
  const isChoosing = name !== "search" && target.closest(CHOSEN_FROM) !== null;
  const field = /** @type {HTMLInputElement | null} */ (target.closest(TYPED_INTO));
  return isChoosing || (field !== null && !PRESSED.includes(field.type));
}
