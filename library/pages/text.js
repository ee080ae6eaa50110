/** @file `text` for the words of the library's pages: its keys are those of `library/pages/locales`. */

import { text as anyText } from "../../look/locale.js";

/** @typedef {keyof typeof import("./locales/en.json")} Key */

/** @type {(key: Key, values?: import("../../look/locale.js").Values) => string} */
export const text = anyText;
