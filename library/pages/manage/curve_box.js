/** @file Curve box of a lesson: its curve as a picture, a table and files, and the moments that are worth a look. */

import { byRole, setText } from "../../../look/dom.js";
import { percentText } from "../../../look/locale.js";
import { stateWords } from "../../../look/words.js";
import { CurveChart } from "../curve/curve_chart.js";
import { stepWords } from "../curve/curve_words.js";
import { showLegend } from "../curve/legend.js";
import { curveSteps, TOLD } from "../curve/steps.js";
import { clockText } from "../show.js";
import { text } from "../text.js";
import { COLUMNS, columnsOf, curveCsv, curveRows } from "./curve_rows.js";
import { momentsOf, momentsVtt, spokenIn, wordsOf } from "./moments.js";

/** @typedef {import("./lesson_card.js").OwnLesson} OwnLesson */
/** @typedef {import("../curve/steps.js").Curve & {policy: import("../curve/steps.js").Policy}} LessonCurve */
/** @typedef {import("../curve/curve_plot.js").NamedRow} NamedRow */

/** Owns the box of one lesson. */
export class CurveBox {
  /**
   * @param {ParentNode} card
   * @param {OwnLesson} lesson
   */
  constructor(card, lesson) {
    this.lesson = lesson;
    this.box = byRole(card, "curve-box");
    this.chart = new CurveChart(byRole(this.box, "curve-picture"), byRole(this.box, "curve-tip"));
    const table = /** @type {HTMLDetailsElement} */ (byRole(this.box, "curve-table"));
    // A box that scrolls is reached by keyboard.
    byRole(table, "curve-scroll").tabIndex = 0;
  }

  /** @param {LessonCurve} curve */
  async show(curve) {
    const steps = curveSteps(curve, curve.policy);
    const isKnown = steps.some(({ counts }) => counts !== null);
    this.box.hidden = false;
    setText(byRole(this.box, "curve-about"), text(isKnown ? "curve.about" : "curve.none"));
    byRole(this.box, "curve-drawn").hidden = !isKnown;
    this.#showTable(curve);
    byRole(this.box, "curve-csv").onclick = () =>
      save(curveCsv(curve, curve.policy), `${this.lesson.title}.csv`, "text/csv");
    await this.#showMoments(curve);
    if (isKnown) await this.#draw(steps, curve.policy);
  }

  /**
   * @param {import("../curve/steps.js").Step[]} steps
   * @param {import("../curve/steps.js").Policy} policy
   */
  async #draw(steps, policy) {
    const told = TOLD[policy];
    const chapters = await this.#cuesOf("chapters");
    showLegend(byRole(this.box, "curve-legend"), steps, told, chapters.length > 0);
    const hasStates = told !== null && steps.some(({ counts }) => counts !== null && counts.measured > 0);
    /** @type {NamedRow[]} */
    const rows = [
      { row: "seen", name: text("curve.first") },
      { row: "lost", name: text("curve.per_100") },
    ];
    if (hasStates) {
      rows.push({ row: "states", name: text("curve.measured") });
      rows.push({ row: "share", name: stateWords(told) });
    }
    await this.chart.draw({ steps, rows, chapters, wordsOf: (step) => stepWords(step, told, chapters) });
  }

  /** @param {LessonCurve} curve */
  #showTable(curve) {
    const heads = columnsOf(curve, curve.policy).map((column) => headWords(column, TOLD[curve.policy]));
    byRole(this.box, "curve-heads").replaceChildren(
      ...[text("curve.time"), ...heads].map((words) => cell("th", words)),
    );
    byRole(this.box, "curve-rows").replaceChildren(
      ...curveRows(curve, curve.policy).map(({ start_s, cells }) => {
        const row = document.createElement("tr");
        row.append(cell("th", clockText(start_s)), ...cells.map((value) => cell("td", valueWords(value))));
        return row;
      }),
    );
  }

  /** @param {LessonCurve} curve */
  async #showMoments(curve) {
    const moments = momentsOf(curve);
    const words = await this.#cuesOf("captions");
    byRole(this.box, "moments-box").hidden = moments.length === 0;
    byRole(this.box, "moments").replaceChildren(
      ...moments.map((moment) => {
        const item = document.createElement("li");
        const spoken = document.createElement("bdi");
        spoken.className = "soft";
        spoken.textContent = spokenIn(moment, words);
        item.append(momentWords(moment), " ", spoken);
        return item;
      }),
    );
    byRole(this.box, "moments-vtt").onclick = () =>
      save(momentsVtt(moments, momentWords), `${this.lesson.title}.vtt`, "text/vtt");
  }

  /** @param {string} kind of a text track */
  async #cuesOf(kind) {
    const { id, tracks, published } = this.lesson;
    const own = tracks.filter((track) => track.kind === kind);
    const track = own.find(({ lang }) => lang === document.documentElement.lang) ?? own[0];
    if (track === undefined || !published) return [];
    const answer = await fetch(`/library/media/${id}/${kind}/${track.lang}.vtt`);
    return answer.ok ? wordsOf(await answer.text()) : [];
  }
}

/** @param {import("./moments.js").Moment} moment */
const momentWords = ({ start_s, end_s, lost, seen }) =>
  text("curve.moment", { from: clockText(start_s), to: clockText(end_s), count: lost, seen });

/**
 * @param {string} column as a file calls it
 * @param {import("../curve/steps.js").State | null} told
 */
function headWords(column, told) {
  const counted = COLUMNS.find((each) => each === column);
  if (counted !== undefined) return text(`curve.${counted}`);
  if (column === "lost_per_100") return text("curve.per_100");
  if (column === "measured") return text("curve.measured");
  if (column === "coverage") return text("curve.coverage");
  if (column === "share_low") return text("curve.low");
  if (column === "share_high") return text("curve.high");
  const isShare = told !== null && column === `${told}_share`;
  const state = stateWords(isShare ? told : /** @type {import("../curve/steps.js").State} */ (column));
  return isShare ? text("curve.share", { state }) : state;
}

/** @param {import("./curve_rows.js").Cell} value */
function valueWords(value) {
  if (value === null) return text("curve.few");
  return "share" in value ? percentText(value.share) : String(value.count);
}

/**
 * @param {"th" | "td"} tag
 * @param {string} words
 */
function cell(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

/**
 * @param {string} content
 * @param {string} name
 * @param {string} type
 */
function save(content, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
