/** @file Alert panel of a proctored room: what, who, since when, how long, and the button that acknowledges. */

import { Alerts } from "../../../classroom/alerts/alerts.js";
import { keyOf } from "../../../classroom/alerts/episodes.js";
import { byRole, setAttribute, setText } from "../../../look/dom.js";
import { shapeOf } from "../../../look/shapes.js";
import { alertWords } from "../../../look/words.js";
import { text } from "../../text.js";
import { durationWords, timeWords } from "../../time_words.js";
import { reconcile } from "../toolkit/keyed_list.js";

/** @typedef {import("../../../classroom/student.js").Student} Student */
/** @typedef {import("../../../classroom/alerts/episodes.js").Episode} Episode */
/** @typedef {import("../../../classroom/alerts/alerts.js").SeenEpisode} SeenEpisode */

/** A person looks at one after the other; the rest is counted until there is room. */
const MOST_SHOWN = 50;

/** Owns the list; loaded in proctored rooms alone. */
export class AlertPanel {
  /** @type {Map<string, HTMLElement>} */
  #items = new Map();
  #nowMs = 0;

  /**
   * @param {ParentNode} page
   * @param {import("../toolkit/panel.js").Host & {view: import("../tiles/class_view.js").ClassView}} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    this.alerts = new Alerts(board.notes);
    this.template = /** @type {HTMLTemplateElement} */ (byRole(page, "alert-template"));
    this.waiting = byRole(page, "alerts-waiting");
    this.seen = byRole(page, "alerts-seen");
    byRole(page, "alerts").hidden = false;
  }

  /** @param {import("../../../classroom/notes.js").Note} note */
  note(note) {
    this.alerts.apply(note);
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ students, changed, nowMs }) {
    this.#nowMs = nowMs;
    for (const id of changed) {
      const student = students.get(id);
      if (student === undefined) this.alerts.forget(id);
      else this.alerts.set(student);
    }
    this.#show();
  }

  #show() {
    const { waiting, seen } = this.alerts.read();
    const { length: count } = waiting;
    setText(
      byRole(this.page, "alerts-title"),
      count === 0 ? text("alerts.none") : text("alerts.waiting", { count }),
    );
    setText(byRole(this.page, "alerts-seen-title"), text("alerts.seen", { count: seen.length }));
    byRole(this.page, "alerts-seen-box").hidden = seen.length === 0;
    const more = byRole(this.page, "alerts-more");
    more.hidden = count <= MOST_SHOWN;
    setText(more, text("alerts.more", { count: Math.max(0, count - MOST_SHOWN) }));
    const [first, latest] = [waiting.slice(0, MOST_SHOWN), seen.slice(0, MOST_SHOWN)];
    this.#forget(new Set([...first, ...latest].map(keyOf)));
    reconcile(
      this.waiting,
      first.map((episode) => this.#waitingItem(episode)),
    );
    reconcile(
      this.seen,
      latest.map((episode) => this.#seenItem(episode)),
    );
  }

  /** @param {Set<string>} shown */
  #forget(shown) {
    for (const key of this.#items.keys()) if (!shown.has(key)) this.#items.delete(key);
  }

  /** @param {Episode} episode */
  #waitingItem(episode) {
    const item = this.#item(episode);
    const button = byRole(item, "acknowledge");
    const told = { name: this.#nameOf(episode), alert: alertWords(episode.alert) };
    setAttribute(button, "aria-label", text("alerts.acknowledge_which", told));
    return item;
  }

  /** @param {SeenEpisode} episode */
  #seenItem(episode) {
    const item = this.#item(episode);
    byRole(item, "acknowledge").hidden = true;
    setText(byRole(item, "alert-seen"), text("alerts.seen_at", { time: timeWords(episode.seenAt) }));
    return item;
  }

  /** @param {Episode} episode */
  #item(episode) {
    const item = this.#items.get(keyOf(episode)) ?? this.#newItem(episode);
    const { since, until } = episode;
    const times = { time: timeWords(since), duration: durationWords((until ?? this.#nowMs) - since) };
    setText(byRole(item, "alert-who"), this.#nameOf(episode));
    setText(byRole(item, "alert-times"), text(until === null ? "alerts.running" : "alerts.ended", times));
    item.toggleAttribute("data-running", until === null);
    return item;
  }

  /** @param {Episode} episode */
  #newItem(episode) {
    const content = /** @type {DocumentFragment} */ (this.template.content.cloneNode(true));
    const item = byRole(content, "alert");
    byRole(item, "alert-shape").append(shapeOf("alert"));
    setText(byRole(item, "alert-kind"), alertWords(episode.alert));
    byRole(item, "acknowledge").addEventListener("click", () => this.#acknowledge(episode));
    this.#items.set(keyOf(episode), item);
    return item;
  }

  /** @param {Episode} episode */
  #acknowledge({ student, alert, since }) {
    this.board.note({ kind: "acknowledged", at: this.board.connection.now(), student, alert, since });
    this.board.render();
    const next = /** @type {HTMLElement | null} */ (this.waiting.querySelector("button"));
    if (next === null) byRole(this.page, "alerts-title").focus();
    else next.focus();
  }

  /** @param {Episode} episode */
  #nameOf({ student }) {
    const known = this.board.roster.students.get(student);
    if (known === undefined || byRole(this.page, "tiles").hidden) return text("announce.somebody");
    return this.board.view.nameOf(known);
  }
}
