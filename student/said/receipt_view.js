/** @file Receipt line: says in words whether the last press has arrived, and nothing that is not known. */

import { element, setText } from "../../look/dom.js";
import { text } from "../panels/text.js";
import { paceWords } from "./said_words.js";

/** @typedef {import("../session/receipt.js").Press} Press */
/** @typedef {import("../session/receipt.js").Way} Way */

/** @param {import("../session/session.js").Session} session */
export function showReceipt({ receipt, online, teachers }) {
  const way = receipt.way({ online, teachers });
  const line = element("receipt");
  line.dataset.way = way ?? "";
  setText(line, way === null || receipt.press === null ? "" : receiptWords(receipt.press, way));
}

/**
 * @param {Press} press
 * @param {Way} way
 */
export function receiptWords(press, way) {
  return way === "arrived" ? arrivedWords(press) : text(`receipt.${way}`);
}

/** @param {Press} press */
function arrivedWords({ what, value }) {
  if (what === "answer") return text("receipt.answer");
  if (what !== "pace") return text(`receipt.${what}.${value === true ? "up" : "down"}`);
  if (value === null || typeof value === "boolean") return text("receipt.pace.none");
  return text("receipt.pace", { pace: paceWords(value) });
}
