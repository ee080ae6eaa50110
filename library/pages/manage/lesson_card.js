/** @file Lesson card: one lesson of the teacher's own course, its texts, and the sums over those who watched it. */

import { byRole, setText } from "../../../look/dom.js";
import { LANGUAGES } from "../../../look/language.js";
import { clockText } from "../show.js";
import { text } from "../text.js";
import { COLUMNS, curveCsv, curveRows } from "./curve_rows.js";
import { momentsOf, momentsVtt, spokenIn, wordsOf } from "./moments.js";

/** @typedef {{id: string, title: string, duration_ms: number, published: boolean, is_ready: boolean, arrived?: number, bytes: number | null, tracks: import("../api.js").Track[]}} OwnLesson */
/** @typedef {(path: string, request: RequestInit) => Promise<any>} Call */

/**
 * @param {OwnLesson} lesson
 * @param {Call} call asks with the course's token
 * @param {(words: string) => Promise<boolean>} confirm
 * @param {(error: {error: string, message?: string}) => string} trouble
 * @param {() => void} onChange
 */
export function lessonCard(lesson, call, confirm, trouble, onChange) {
  const template = /** @type {HTMLTemplateElement} */ (
    document.querySelector('[data-role="lesson-template"]')
  );
  const card = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const said = byRole(card, "lesson-said");
  setText(byRole(card, "name"), lesson.title);
  setText(
    byRole(card, "facts"),
    lesson.is_ready ? clockText(lesson.duration_ms / 1000) : text("lesson.unfinished"),
  );
  const watch = /** @type {HTMLAnchorElement} */ (byRole(card, "watch"));
  watch.href = `/library/w#${lesson.id}`;
  watch.hidden = !lesson.published;
  /** @type {HTMLAnchorElement} */ (byRole(card, "edit-help")).href =
    `/library/edit${location.hash}/${lesson.id}`;
  const published = /** @type {HTMLInputElement} */ (byRole(card, "published"));
  published.checked = lesson.published;
  published.disabled = !lesson.is_ready;
  published.addEventListener("change", () => settle(change({ published: published.checked })));
  byRole(card, "delete").addEventListener("click", async () => {
    if (await confirm(text("confirm.lesson", { title: lesson.title })))
      settle(call(`/lessons/${lesson.id}`, { method: "DELETE" }));
  });
  showTracks(byRole(card, "tracks"));
  offerTrack(card);
  showCurve(card);
  return card;

  /** @param {object} facts */
  function change(facts) {
    const headers = { "Content-Type": "application/json" };
    return call(`/lessons/${lesson.id}`, { method: "PATCH", headers, body: JSON.stringify(facts) });
  }

  /** @param {Promise<any>} asked */
  async function settle(asked) {
    const answer = await asked;
    if (answer.ok) onChange();
    else setText(said, trouble(answer));
  }

  /** @param {HTMLElement} list */
  function showTracks(list) {
    list.replaceChildren(
      ...lesson.tracks.map((track) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = text("track.delete", { kind: kindWords(track.kind), language: track.label });
        button.addEventListener("click", () =>
          settle(call(`/lessons/${lesson.id}/tracks/${track.kind}/${track.lang}`, { method: "DELETE" })),
        );
        item.append(button);
        return item;
      }),
    );
  }

  /** @param {ParentNode} root */
  function offerTrack(root) {
    const kind = /** @type {HTMLSelectElement} */ (byRole(root, "track-kind"));
    kind.append(
      ...["captions", "chapters", "descriptions", "offers"].map((each) => new Option(kindWords(each), each)),
    );
    const language = /** @type {HTMLSelectElement} */ (byRole(root, "track-language"));
    language.append(...Object.entries(LANGUAGES).map(([tag, name]) => new Option(name, tag)));
    language.value = document.documentElement.lang;
    const file = /** @type {HTMLInputElement} */ (byRole(root, "track-file"));
    file.addEventListener("change", async () => {
      const chosen = file.files?.[0];
      if (chosen === undefined) return;
      const name = language.selectedOptions[0]?.textContent ?? language.value;
      const path = `/lessons/${lesson.id}/tracks/${kind.value}/${language.value}`;
      const request = {
        method: "PUT",
        headers: { "Content-Type": "text/vtt" },
        body: await chosen.arrayBuffer(),
      };
      await settle(call(`${path}?label=${encodeURIComponent(name)}`, request));
      file.value = "";
    });
  }

  /**
   * @param {HTMLElement} box
   * @param {import("./curve_rows.js").Curve} curve
   */
  async function showMoments(box, curve) {
    const moments = momentsOf(curve);
    const words = await captionWords();
    byRole(box, "moments-box").hidden = moments.length === 0;
    byRole(box, "moments").replaceChildren(
      ...moments.map((moment) => {
        const item = document.createElement("li");
        const spoken = document.createElement("bdi");
        spoken.className = "soft";
        spoken.textContent = spokenIn(moment, words);
        item.append(momentWords(moment), " ", spoken);
        return item;
      }),
    );
    byRole(box, "moments-vtt").onclick = () =>
      save(momentsVtt(moments, momentWords), `${lesson.title}.vtt`, "text/vtt");
  }

  async function captionWords() {
    const track = lesson.tracks.find(({ kind }) => kind === "captions");
    if (track === undefined || !lesson.published) return [];
    const answer = await fetch(`/library/media/${lesson.id}/captions/${track.lang}.vtt`);
    return answer.ok ? wordsOf(await answer.text()) : [];
  }

  /** @param {ParentNode} root */
  function showCurve(root) {
    const box = byRole(root, "curve-box");
    const heads = byRole(root, "curve-heads");
    const rows = byRole(root, "curve-rows");
    const about = byRole(root, "curve-about");
    const csv = byRole(root, "curve-csv");
    byRole(root, "curve").addEventListener("click", async () => {
      const curve = await call(`/lessons/${lesson.id}/curve`, {});
      if (!curve.ok) {
        setText(said, trouble(curve));
        return;
      }
      const counted = curveRows(curve);
      const known = counted.filter(({ sums }) => sums !== null).length;
      setText(about, text(known === 0 ? "curve.none" : "curve.about"));
      heads.replaceChildren(
        cell("th", text("curve.time")),
        ...COLUMNS.map((kind) => cell("th", text(`curve.${kind}`))),
      );
      rows.replaceChildren(
        ...counted.map(({ start_s, sums }) => {
          const row = document.createElement("tr");
          const numbers = sums ?? COLUMNS.map(() => text("curve.few"));
          row.append(cell("th", clockText(start_s)), ...numbers.map((number) => cell("td", String(number))));
          return row;
        }),
      );
      await showMoments(box, curve);
      csv.onclick = () => save(curveCsv(curve), `${lesson.title}.csv`, "text/csv");
      box.hidden = false;
      // A box that scrolls is reached by keyboard.
      byRole(box, "curve-scroll").tabIndex = 0;
    });
  }
}

/** @param {import("./moments.js").Moment} moment */
const momentWords = ({ start_s, end_s, lost, seen }) =>
  text("curve.moment", { from: clockText(start_s), to: clockText(end_s), lost, seen });

/** @param {string} kind */
function kindWords(kind) {
  if (kind === "captions") return text("track.captions");
  if (kind === "offers") return text("track.offers");
  return kind === "chapters" ? text("track.chapters") : text("track.descriptions");
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
