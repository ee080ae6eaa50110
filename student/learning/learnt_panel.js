/** @file Learnt panel: what this device learnt of the student's own words, in bars and sentences, and what becomes of it. */

import { byRole, element, field, setText } from "../../look/dom.js";
import { dateText, percentText } from "../../look/locale.js";
import { stateWords } from "../../look/words.js";
import { CUE_NAMES } from "../../signals/personal/cue_means.js";
import { text } from "../panels/text.js";
import { download } from "./download.js";
import { tagWords } from "./tag_words.js";
import { donationOf, exportTags, TagFileError } from "./tags.js";

/** @typedef {import("./own_words.js").OwnWords} OwnWords */
/** @typedef {import("./tags.js").Tag} Tag */
/** @typedef {typeof CUE_NAMES[number]} CueName */

/** Less of a change than this is none that anybody would see in a label. */
const CHANGED = 0.1;
/** A bar that is full at less would make a trifle look large. */
const FULL_MIN = 0.5;
/** @type {Intl.DateTimeFormatOptions} */
const MOMENT = { dateStyle: "short", timeStyle: "short" };
const NAME = "readroom-own-words.json";
const DONATION_NAME = "readroom-donation.json";

export class LearntPanel {
  /** @type {Map<CueName, ReturnType<typeof row>>} */
  #rows = new Map(CUE_NAMES.map((name) => [name, row(name)]));

  /**
   * @param {OwnWords} words
   * @param {() => void} onForgotten
   */
  constructor(words, onForgotten) {
    this.words = words;
    this.onForgotten = onForgotten;
    byRole(document, "learnt-rows").replaceChildren(...[...this.#rows.values()].map(({ item }) => item));
    element("learnt-export").addEventListener("click", () => save(NAME, exportTags(words.tags)));
    field("learnt-import").addEventListener("change", () => void this.#import());
    element("learnt-delete").addEventListener("click", () => void this.#forget());
    element("donate").addEventListener("click", () => this.#showDonation());
    element("donate-save").addEventListener("click", () =>
      save(DONATION_NAME, byRole(document, "donation").textContent ?? ""),
    );
    this.show();
  }

  show() {
    const { tags, learnt, learns } = this.words;
    const runs = learns ? text(`learnt.kind.${learnt.kind}`) : text("learnt.off");
    setText(byRole(document, "learnt-kind"), runs);
    element("learnt-panel").dataset.runs = learns ? learnt.kind : "common";
    setText(byRole(document, "learnt-count"), text("learnt.count", { count: learnt.count }));
    setText(byRole(document, "learnt-foretold"), foretoldWords(learnt));
    const { common } = this.words.learning;
    for (const [place, name] of CUE_NAMES.entries())
      showRow(this.#rows.get(name), common[place] ?? 0, learnt.weights[place] ?? 0);
    byRole(document, "learnt-tags").replaceChildren(...[...tags].reverse().map(tagItem));
    element("learnt-said").hidden = tags.length === 0;
    for (const role of ["learnt-export", "learnt-delete"]) field(role).disabled = tags.length === 0;
    field("donate").disabled = !tags.some(({ means }) => means !== null);
    // What was shown before is no longer all that would be given.
    element("donation-box").hidden = true;
  }

  #showDonation() {
    setText(byRole(document, "donation"), donationOf(this.words.tags));
    element("donation-box").hidden = false;
  }

  async #forget() {
    const gone = await this.words.forget();
    this.onForgotten();
    setText(byRole(document, "learnt-told"), text(gone ? "learnt.deleted" : "learnt.not_deleted"));
  }

  async #import() {
    const input = field("learnt-import");
    const [file] = input.files ?? [];
    if (file === undefined) return;
    const words = await file.text();
    input.value = "";
    setText(byRole(document, "learnt-told"), await this.#importWords(words));
  }

  /** @param {string} words */
  async #importWords(words) {
    try {
      return text("learnt.imported", { count: await this.words.import(words) });
    } catch (error) {
      if (!(error instanceof TagFileError)) throw error;
      return text("learnt.bad_file");
    }
  }
}

/** @param {import("../../signals/personal/learning.js").Learnt} learnt */
function foretoldWords({ common_loss, own_loss }) {
  if (common_loss === null || own_loss === null) return "";
  const [common, own] = [common_loss, own_loss].map((loss) => percentText(Math.exp(-loss)));
  return text("learnt.foretold", { common: common ?? "", own: own ?? "" });
}

/** @param {CueName} name */
function row(name) {
  const item = document.createElement("li");
  item.dataset.cue = name;
  const words = part("words", "");
  const before = bar(name, "learnt.before");
  const after = bar(name, "learnt.after");
  item.append(part("word", text(`learnt.cue.${name}`)), words, ...before.parts, ...after.parts);
  return { item, words, before: before.meter, after: after.meter };
}

/**
 * @param {CueName} name
 * @param {"learnt.before" | "learnt.after"} when
 */
function bar(name, when) {
  const meter = document.createElement("meter");
  meter.setAttribute("aria-label", `${text(`learnt.cue.${name}`)}: ${text(when)}`);
  return { meter, parts: [part("when", text(when)), meter] };
}

/**
 * @param {ReturnType<typeof row> | undefined} shown
 * @param {number} common
 * @param {number} own
 */
function showRow(shown, common, own) {
  if (shown === undefined) return;
  const [before, after] = [Math.abs(common), Math.abs(own)];
  const full = Math.max(before, after, FULL_MIN);
  shown.before.value = before / full;
  shown.after.value = after / full;
  const change = after - before;
  const how = Math.abs(change) < CHANGED ? "same" : change > 0 ? "more" : "less";
  shown.item.dataset.change = how;
  setText(shown.words, text(`learnt.${how}`));
}

/** @param {Tag} tag */
function tagItem({ said, device, at }) {
  const item = document.createElement("li");
  const beside =
    device === null ? text("tag.device_none") : text("tag.device", { device: stateWords(device) });
  item.append(part("when", dateText(at, MOMENT)), part("word", tagWords(said)), part("soft", beside));
  return item;
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

/**
 * @param {string} name
 * @param {string} words
 */
function save(name, words) {
  download(name, new Blob([words], { type: "application/json" }));
}
