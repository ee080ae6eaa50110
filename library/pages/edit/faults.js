/** @file Faults of a card: what is missing before students can have it, each with the field that it is about. */

import { isAddress } from "../offers/cards.js";

/** @typedef {import("../offers/cards.js").Card} Card */
/** @typedef {import("../offers/cards.js").Offer} Offer */
/** @typedef {"stretch" | "none" | "words" | "choices" | "clip" | "address"} What */
/** @typedef {{place: number | null, what: What}} Fault `place` of the offer; null where it is about the card */

/**
 * @param {Card} card
 * @returns {Fault[]}
 */
export function faultsOf(card) {
  /** @type {Fault[]} */
  const found = [];
  if (card.end_s <= card.start_s) found.push({ place: null, what: "stretch" });
  if (card.offer.length === 0) found.push({ place: null, what: "none" });
  for (const [place, offer] of card.offer.entries()) {
    const what = faultOf(offer);
    if (what !== null) found.push({ place, what });
  }
  return found;
}

/**
 * @param {Offer} offer
 * @returns {What | null}
 */
function faultOf(offer) {
  if ("text" in offer && offer.do !== "clip" && (offer.text ?? "").trim() === "") return "words";
  if (offer.do === "ask") {
    const isWhole = offer.choices.length >= 2 && offer.choices.every((choice) => choice.trim() !== "");
    return isWhole && offer.right < offer.choices.length ? null : "choices";
  }
  if (offer.do === "clip") return offer.to_s > offer.from_s ? null : "clip";
  return offer.do === "link" && !isAddress(offer.href) ? "address" : null;
}
