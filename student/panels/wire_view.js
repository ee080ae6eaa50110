/** @file Wire view: a closed panel with everything this page has sent; its rows are made when it is opened. */

import { element, setText } from "../../look/dom.js";
import { dateText } from "../../look/locale.js";
import { KEPT, WireLog } from "../session/wire_log.js";
import { bytesWords, sentWords } from "./words.js";

/** @typedef {import("../session/wire_log.js").Sent} Sent */

export class WireView {
  constructor() {
    this.log = new WireLog();
    this.shown = 0;
    this.panel = /** @type {HTMLDetailsElement} */ (element("wire"));
    this.rows = element("wire-rows");
    this.panel.addEventListener("toggle", () => this.#showRows());
    this.rows.replaceChildren();
    setText(element("wire-total"), sentWords(this.log));
  }

  /** @param {string} packet as it leaves this page now */
  add(packet) {
    this.log.add(packet, Date.now());
    setText(element("wire-total"), sentWords(this.log));
    this.#showRows();
  }

  #showRows() {
    if (!this.panel.open) return;
    const fresh = this.log.sent.filter(({ number }) => number > this.shown);
    this.shown = this.log.messages;
    this.rows.prepend(...fresh.map(row).reverse());
    while (this.rows.childElementCount > KEPT) this.rows.lastElementChild?.remove();
  }
}

/** @param {Sent} sent */
function row({ packet, bytes, at }) {
  const item = document.createElement("li");
  item.append(
    part("time", dateText(at, { timeStyle: "medium" })),
    part("span", bytesWords(bytes)),
    part("code", packet),
  );
  return item;
}

/**
 * @param {string} tag
 * @param {string} text
 */
function part(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
