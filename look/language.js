/** @file Which language a page speaks: chooses it, fetches its sentences before the page is shown, and offers the others. */

import { fill } from "./fill.js";
import { directionOf, speak } from "./locale.js";
import { device } from "./storage.js";

/** The languages there are, each named in itself. */
export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español", fr: "Français", ar: "العربية" };
const FALLBACK = "en";
const KEPT_AS = "readroom language";

/** @typedef {import("./locale.js").Sentences} Sentences */
/** @typedef {(folder: string, language: string) => Promise<Sentences>} Read the sentences of one folder */

/**
 * Speak the language of whoever reads this page; nothing may be written into it before.
 * @param {string} app the folder whose sentences the page needs besides those both apps share
 * @param {Read} [read]
 */
export async function openLanguage(app, read = fetchSentences) {
  const wanted = chooseLanguage(device.read(KEPT_AS) ?? "", navigator.languages);
  const { language, sentences } = await loadOrFallBack(wanted.language, ["look", app], read);
  speak(language, sentences, language === wanted.language ? wanted.region : language);
  document.documentElement.lang = language;
  fill(document);
  offerLanguages(language);
  // What look/arrival.js has to say of an old browser stays.
  document.querySelector('[data-role="unarrived"]:not([data-kind="old"])')?.remove();
  document.documentElement.dir = directionOf(language); // base.css shows the page from here on
}

/**
 * @param {string} kept what was chosen on this device, empty where nothing was
 * @param {readonly string[]} preferred tags such as `de-CH`, the best first
 * @returns {{language: string, region: string}} the region is one of the person's own tags where there is one
 */
export function chooseLanguage(kept, preferred) {
  const known = preferred.filter((tag) => languageOf(tag) in LANGUAGES);
  const language = kept in LANGUAGES ? kept : languageOf(known[0] ?? FALLBACK);
  return { language, region: known.find((tag) => languageOf(tag) === language) ?? language };
}

/** @param {string} tag */
const languageOf = (tag) => tag.toLowerCase().split("-")[0] ?? "";

/**
 * @param {string} language
 * @param {string[]} folders
 * @param {Read} read
 * @returns {Promise<{language: string, sentences: Sentences}>}
 */
async function loadOrFallBack(language, folders, read) {
  try {
    const parts = await Promise.all(folders.map((folder) => read(folder, language)));
    return { language, sentences: Object.assign({}, ...parts) };
  } catch (error) {
    console.error(`The sentences in "${language}" cannot be read: ${error}`);
    // Without English either, each place shows the name of its sentence: odd, and better than an empty page.
    return language === FALLBACK ? { language, sentences: {} } : loadOrFallBack(FALLBACK, folders, read);
  }
}

/** @type {Read} */
async function fetchSentences(folder, language) {
  const answer = await fetch(`/${folder}/locales/${language}.json`);
  if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}`);
  return answer.json();
}

/**
 * The same as a script, for a page whose own policy lets it fetch nothing.
 * @type {Read}
 */
export async function importSentences(folder, language) {
  return (await import(`/${folder}/locales/${language}.js`)).default;
}

/**
 * A page that changes its language is loaded anew, so it offers this only where nothing is lost by it.
 * @param {string} spoken
 */
function offerLanguages(spoken) {
  const picker = /** @type {HTMLSelectElement | null} */ (document.querySelector('[data-role="language"]'));
  if (picker === null) return;
  picker.replaceChildren(...Object.entries(LANGUAGES).map(([language, name]) => option(language, name)));
  picker.value = spoken;
  picker.addEventListener("change", () => {
    device.write(KEPT_AS, picker.value);
    location.reload();
  });
}

/**
 * @param {string} language
 * @param {string} name
 */
function option(language, name) {
  const made = new Option(name, language);
  made.lang = language;
  made.dir = directionOf(language);
  return made;
}
