/** @file The list of alerts on the board of a proctored room: what, who, since when, how long, and seen by a person. */

import { byRole, setText } from "../../look/dom.js";
import { shapeOf } from "../../look/shapes.js";
import { ALERT_WORDS } from "../../look/words.js";
import { durationWords } from "../duration.js";
import { timeWords } from "../strip/reading.js";
import { PROCTORING_WORDS, VIEW_WORDS } from "../words.js";
import { Alerts } from "./alerts.js";
import { keyOf } from "./episodes.js";

/** @typedef {import("../student.js").Student} Student */
/** @typedef {import("./episodes.js").Episode} Episode */
/** @typedef {import("./alerts.js").SeenEpisode} SeenEpisode */

/** A person looks at one after the other; the rest is counted until there is room. */
const MOST_SHOWN = 50;

/** Owns the list; loaded in proctored rooms alone. */
export class AlertPanel {
  /** @type {Map<string, HTMLElement>} */
  #items = new Map();
  #nowMs = 0;

  /**
   * @param {ParentNode} page
   * @param {import("../main.js").Board} board
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

  /** @param {import("../journal/store.js").Note} note */
  note(note) {
    this.alerts.take(note);
  }

  /** @param {import("../main.js").Moment} moment */
  update({ students, changed, nowMs }) {
    this.#nowMs = nowMs;
    for (const id of changed) {
      const student = students.get(id);
      if (student !== undefined) this.alerts.update(student);
    }
    this.#show();
  }

  #show() {
    const { waiting, seen } = this.alerts.read();
    setText(byRole(this.page, "alerts-title"), PROCTORING_WORDS.waiting(waiting.length));
    setText(byRole(this.page, "alerts-seen-title"), PROCTORING_WORDS.seen(seen.length));
    byRole(this.page, "alerts-seen-box").hidden = seen.length === 0;
    const more = byRole(this.page, "alerts-more");
    more.hidden = waiting.length <= MOST_SHOWN;
    setText(more, PROCTORING_WORDS.more(waiting.length - MOST_SHOWN));
    const [first, latest] = [waiting.slice(0, MOST_SHOWN), seen.slice(0, MOST_SHOWN)];
    this.#forget(new Set([...first, ...latest].map(keyOf)));
    place(
      this.waiting,
      first.map((episode) => this.#waitingItem(episode)),
    );
    place(
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
    button.setAttribute(
      "aria-label",
      PROCTORING_WORDS.acknowledge(this.#nameOf(episode), ALERT_WORDS[episode.alert]),
    );
    return item;
  }

  /** @param {SeenEpisode} episode */
  #seenItem(episode) {
    const item = this.#item(episode);
    byRole(item, "acknowledge").hidden = true;
    setText(byRole(item, "alert-seen"), PROCTORING_WORDS.seenAt(timeWords(episode.seenAt)));
    return item;
  }

  /** @param {Episode} episode */
  #item(episode) {
    const item = this.#items.get(keyOf(episode)) ?? this.#newItem(episode);
    const { since, until } = episode;
    const lasted = durationWords((until ?? this.#nowMs) - since);
    setText(byRole(item, "alert-who"), this.#nameOf(episode));
    setText(byRole(item, "alert-since"), PROCTORING_WORDS.since(timeWords(since)));
    setText(byRole(item, "alert-lasted"), PROCTORING_WORDS.lasted(lasted, until === null));
    item.toggleAttribute("data-running", until === null);
    return item;
  }

  /** @param {Episode} episode */
  #newItem(episode) {
    const content = /** @type {DocumentFragment} */ (this.template.content.cloneNode(true));
    const item = byRole(content, "alert");
    byRole(item, "alert-shape").append(shapeOf("alert"));
    setText(byRole(item, "alert-kind"), ALERT_WORDS[episode.alert]);
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
    if (known === undefined || byRole(this.page, "tiles").hidden) return VIEW_WORDS.somebody;
    return this.board.view.nameOf(known);
  }
}

/**
 * What stands in its place already is not touched: it may hold the focus.
 * @param {HTMLElement} list
 * @param {HTMLElement[]} items
 */
function place(list, items) {
  for (const child of [...list.children])
    if (!items.includes(/** @type {HTMLElement} */ (child))) child.remove();
  for (const [index, item] of items.entries())
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
}
