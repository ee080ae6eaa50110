/**
 * @file H5P Interactive Video, written: each offer as an interaction, chapters as bookmarks. What H5P has no place for
 * stands under `readroom`, which other programs pass over.
 */

import { htmlOf } from "./plain.js";

/** @typedef {import("../offers/cards.js").Card} Card */
/** @typedef {import("../offers/cards.js").Offer} Offer */
/** @typedef {{title: string, source: string, mime: string, language: string, chapters: import("./h5p_read.js").Chapter[], say: (offer: Offer) => string}} Lesson */

/** The versions whose semantics are written here. */
const LIBRARIES = {
  "H5P.InteractiveVideo": [1, 26],
  "H5P.MultiChoice": [1, 16],
  "H5P.Text": [1, 1],
  "H5P.Link": [1, 3],
  "H5P.GoToQuestion": [1, 3],
};
/** Where an interaction's button stands on the picture, in percent. */
const PLACE = { x: 80, y: 10, step: 15 };

/**
 * @param {readonly Card[]} cards
 * @param {Lesson} lesson
 * @returns {Record<string, string>} the files of an `.h5p` archive by name
 */
export function writeH5p(cards, lesson) {
  return {
    "h5p.json": JSON.stringify(packageOf(lesson), null, 2),
    "content/content.json": JSON.stringify(contentOf(cards, lesson), null, 2),
  };
}

/** @param {Lesson} lesson */
function packageOf({ title, language }) {
  return {
    title,
    language,
    defaultLanguage: language,
    mainLibrary: "H5P.InteractiveVideo",
    embedTypes: ["iframe"],
    license: "U",
    preloadedDependencies: Object.entries(LIBRARIES).map(([machineName, [majorVersion, minorVersion]]) => ({
      ...{ machineName, majorVersion, minorVersion },
    })),
  };
}

/**
 * @param {readonly Card[]} cards
 * @param {Lesson} lesson
 */
export function contentOf(cards, { title, source, mime, chapters, say }) {
  return {
    interactiveVideo: {
      video: {
        files: [{ path: source, mime, copyright: { license: "U" } }],
        startScreenOptions: { title, hideStartTitle: false },
      },
      assets: {
        interactions: cards.flatMap((card) =>
          card.offer.map((offer, place) => interactionOf(card, offer, place, say)),
        ),
        bookmarks: chapters.map(({ time_s, title: label }) => ({ time: time_s, label })),
        endscreens: [],
      },
    },
  };
}

/**
 * @param {Card} card
 * @param {Offer} offer
 * @param {number} place
 * @param {(offer: Offer) => string} say
 */
function interactionOf(card, offer, place, say) {
  const { library, params, own = {} } = actionOf(offer, say);
  const { name, topic, when } = card;
  const [major, minor] = LIBRARIES[library];
  const wrong_to_s = offer.do === "ask" ? offer.wrong_to_s : undefined;
  return {
    x: PLACE.x,
    y: PLACE.y + place * PLACE.step,
    width: 10,
    height: 10,
    duration: { from: card.start_s, to: card.end_s },
    libraryTitle: library.replace("H5P.", ""),
    label: topic === undefined ? "" : htmlOf(topic),
    pause: false,
    displayType: "button",
    action: {
      library: `${library} ${major}.${minor}`,
      params,
      metadata: { title: topic ?? say(offer), license: "U", contentType: library.replace("H5P.", "") },
    },
    ...(wrong_to_s === undefined ? {} : { adaptivity: { wrong: { seekTo: wrong_to_s, allowOptOut: true } } }),
    readroom: { name, topic, when, ...own, ...("as" in offer ? { as: offer.as } : {}) },
  };
}

/**
 * @param {Offer} offer
 * @param {(offer: Offer) => string} say
 * @returns {{library: Exclude<keyof typeof LIBRARIES, "H5P.InteractiveVideo">, params: object, own?: object}}
 */
function actionOf(offer, say) {
  if (offer.do === "text") return { library: "H5P.Text", params: { text: htmlOf(offer.text) } };
  if (offer.do === "link") {
    const linkWidget = { protocol: "https://", url: offer.href.replace("https://", "") };
    return { library: "H5P.Link", params: { title: offer.text, linkWidget } };
  }
  if (offer.do === "ask") {
    const answers = offer.choices.map((text, index) => ({
      text: htmlOf(text),
      correct: index === offer.right,
    }));
    const params = {
      question: htmlOf(offer.text),
      answers,
      behaviour: { type: "single", enableRetry: true },
    };
    return { library: "H5P.MultiChoice", params };
  }
  const words = offer.do === "clip" && offer.text !== undefined ? offer.text : say(offer);
  const params = { text: words, choices: [{ text: words, goTo: offer.from_s }] };
  const own =
    offer.do === "replay"
      ? { do: "replay", rate: offer.rate }
      : { do: "clip", to_s: offer.to_s, named: offer.text !== undefined };
  return { library: "H5P.GoToQuestion", params, own };
}
