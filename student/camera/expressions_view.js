/** @file The view of seven expressions, off until the student switches it on: what it shows, no other page is told. */

import { byRole, setText } from "../../look/dom.js";
import { percentText } from "../../look/locale.js";
import { EXPRESSIONS, RELIABLE } from "../../signals/labels/expressions.js";
import { text } from "../panels/text.js";

/** @typedef {import("../../signals/labels/expressions.js").Expression} Expression */
/** @typedef {import("../../signals/labels/expressions.js").Probabilities} Probabilities */

export class ExpressionsView {
  /** @param {(on: boolean) => void} onSwitch */
  constructor(onSwitch) {
    this.onSwitch = onSwitch;
    this.on = false;
    this.button = byRole(document, "expressions-switch");
    this.rows = new Map(EXPRESSIONS.map((name) => [name, row(name)]));
    byRole(document, "expression-rows").replaceChildren(...[...this.rows.values()].map(({ item }) => item));
    this.button.addEventListener("click", () => this.switch(!this.on));
  }

  /** @param {boolean} on */
  switch(on) {
    this.on = on;
    this.button.setAttribute("aria-expanded", String(on));
    setText(this.button, text(on ? "expressions.hide" : "expressions.show"));
    byRole(document, "expressions-panel").hidden = !on;
    this.show(null);
    this.onSwitch(on);
  }

  /**
   * @param {Probabilities | null} probabilities null while there is nothing to tell
   * @param {boolean} [restsSmiling] whether the face at rest that all is told against smiled
   */
  show(probabilities, restsSmiling = false) {
    const told = restsSmiling ? text("expressions.rests_smiling") : "";
    setText(
      byRole(document, "expressions-wait"),
      probabilities === null ? text("expressions.waiting") : told,
    );
    byRole(document, "expression-rows").classList.toggle("waiting", probabilities === null);
    for (const [name, { meter, share }] of this.rows) {
      meter.value = probabilities?.[name] ?? 0;
      setText(share, probabilities === null ? "" : percentText(probabilities[name]));
    }
  }
}

/** @param {Expression} name */
function row(name) {
  const item = document.createElement("li");
  const meter = document.createElement("meter");
  const share = part("share", "");
  const mark = part("mark", RELIABLE.includes(name) ? text("expressions.reliable") : "");
  item.dataset.expression = name;
  meter.setAttribute("aria-label", text(`expression.${name}`));
  item.append(part("word", text(`expression.${name}`)), mark, meter, share);
  return { item, meter, share };
}

/**
 * @param {string} className
 * @param {string} words
 */
function part(className, words) {
  const span = document.createElement("span");
  span.className = className;
  span.textContent = words;
  return span;
}
