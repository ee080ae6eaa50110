/** @file Lesson card: one lesson of the teacher's own course, its texts, and the sums over those who watched it. */

import { byRole, setText } from "../../../look/dom.js";
import { LANGUAGES } from "../../../look/language.js";
import { clockText } from "../show.js";
import { text } from "../text.js";
import { CurveBox } from "./curve_box.js";

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
  offerCurve(card);
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

  /** @param {ParentNode} root */
  function offerCurve(root) {
    const box = new CurveBox(root, lesson);
    byRole(root, "curve").addEventListener("click", async () => {
      const curve = await call(`/lessons/${lesson.id}/curve`, {});
      if (curve.ok) await box.show(curve);
      else setText(said, trouble(curve));
    });
  }
}

/** @param {string} kind */
function kindWords(kind) {
  if (kind === "captions") return text("track.captions");
  if (kind === "offers") return text("track.offers");
  return kind === "chapters" ? text("track.chapters") : text("track.descriptions");
}
