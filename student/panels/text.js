/** @file `text` for the student’s page: its keys are those of `student/locales`. */

import { text as anyText } from "../../look/locale.js";

/** @typedef {keyof typeof import("../locales/en.json")} Key */

/** @type {(key: Key, values?: import("../../look/locale.js").Values) => string} */
export const text = anyText;
