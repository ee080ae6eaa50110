/** @file Ways of explaining: the one that this student chose last comes first, which only this device knows. */

import { WAYS } from "./cards.js";

/** @typedef {import("./cards.js").Offer} Offer */
/** @typedef {import("./cards.js").Way} Way */
/** @typedef {{read(key: string): string | null, write(key: string, value: string): void}} Store */

const KEPT_AS = "readroom library way";

/**
 * @param {readonly Offer[]} offers
 * @param {Way | null} way
 * @returns {{offer: Offer, place: number}[]} with their places on the card
 */
export function ordered(offers, way) {
  const placed = offers.map((offer, place) => ({ offer, place }));
  const isFirst = (/** @type {Offer} */ offer) => way !== null && wayOf(offer) === way;
  return [...placed.filter(({ offer }) => isFirst(offer)), ...placed.filter(({ offer }) => !isFirst(offer))];
}

/**
 * @param {Offer} offer
 * @returns {Way | null}
 */
export const wayOf = (offer) => ("as" in offer && offer.as !== undefined ? offer.as : null);

/**
 * @param {Store} store
 * @returns {Way | null}
 */
export function keptWay(store) {
  const kept = store.read(KEPT_AS);
  return WAYS.find((way) => way === kept) ?? null;
}

/**
 * @param {Store} store
 * @param {Way} way
 */
export function keepWay(store, way) {
  store.write(KEPT_AS, way);
}
