/** @file The timeline: this student's own lesson as spans of states, in this page's memory and nowhere else. */

/** @typedef {"label" | "lost" | "hand"} Track what runs beside what */
/** @typedef {{state: string, from_s: number, until_s: number}} Span */
/** @typedef {{state: string, seconds: number, spans: Span[]}} Row */

export class Timeline {
  /** @type {Map<Track, {state: string, from_s: number}>} */
  #running = new Map();
  /** @type {Span[]} */
  #spans = [];
  /** @type {number | null} */
  #began_s = null;

  /** @returns {number} when the first state began, 0 before any */
  get began_s() {
    return this.#began_s ?? 0;
  }

  /**
   * @param {Track} track
   * @param {string | null} state null where it ends and none follows
   * @param {number} t_s
   */
  mark(track, state, t_s) {
    const running = this.#running.get(track);
    if ((running?.state ?? null) === state) return;
    if (running !== undefined) this.#spans.push({ ...running, until_s: t_s });
    if (state === null) this.#running.delete(track);
    else this.#running.set(track, { state, from_s: t_s });
    this.#began_s ??= t_s;
  }

  /**
   * @param {number} end_s
   * @returns {Row[]} one for each state there was, the longest first
   */
  rows(end_s) {
    const running = [...this.#running.values()].map((span) => ({ ...span, until_s: end_s }));
    /** @type {Map<string, Row>} */
    const rows = new Map();
    for (const span of [...this.#spans, ...running]) {
      const row = rows.get(span.state) ?? { state: span.state, seconds: 0, spans: [] };
      row.seconds += span.until_s - span.from_s;
      row.spans.push(span);
      rows.set(span.state, row);
    }
    return [...rows.values()].sort((a, b) => b.seconds - a.seconds);
  }
}
