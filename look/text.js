/** @file `text` for the words both apps share: its keys are those of `look/locales`. */

import { text as anyText } from "./locale.js";

/** @typedef {keyof typeof import("./locales/en.json")} Key */

/** @type {(key: Key, values?: import("./locale.js").Values) => string} */
export const text = anyText;
