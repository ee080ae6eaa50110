/** @file Which language a page speaks: chooses it, fetches its sentences before the page is shown, and offers the others. */

import { fill } from "./fill.js";
import { directionOf, speak } from "./locale.js";
import { device } from "./storage.js";

/** The languages there are, each named in itself. */
export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español", fr: "Français", ar: "العربية" };
const FALLBACK = "en";
const KEPT_AS = "readroom language";

/** @typedef {import("./locale.js").Sentences} Sentences */

/**
 * Speak the language of whoever reads this page; nothing may be written into it before.
 * @param {string} app the folder whose sentences the page needs besides those both apps share
 */
export async function openLanguage(app) {
  const wanted = chooseLanguage(device.read(KEPT_AS) ?? "", navigator.languages);
  const { language, sentences } = await loadOrFallBack(wanted.language, ["look", app]);
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
 * @returns {Promise<{language: string, sentences: Sentences}>}
 */
async function loadOrFallBack(language, folders) {
  try {
    return { language, sentences: await load(language, folders) };
  } catch (error) {
    console.error(`The sentences in "${language}" cannot be read: ${error}`);
    // Without English either, each place shows the name of its sentence: odd, and better than an empty page.
    return language === FALLBACK ? { language, sentences: {} } : loadOrFallBack(FALLBACK, folders);
  }
}

/**
 * @param {string} language
 * @param {string[]} folders
 * @returns {Promise<Sentences>}
 */
async function load(language, folders) {
  const parts = await Promise.all(
    folders.map(async (folder) => {
      const answer = await fetch(`/${folder}/locales/${language}.json`);
      if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}`);
      return answer.json();
    }),
  );
  return Object.assign({}, ...parts);
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
