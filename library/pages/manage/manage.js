/** @file Teacher's page of the library: make a course, fill it, share it, and see what its watchers did. */

import { element, field, setText } from "../../../look/dom.js";
import { openLanguage } from "../../../look/language.js";
import { numberText } from "../../../look/locale.js";
import { device } from "../../../look/storage.js";
import { POLICY_NAMES } from "../../../protocol/policies.js";
import { ask, json } from "../api.js";
import { linkItem, showTrouble, troubleWords } from "../show.js";
import { text } from "../text.js";
import { dropCourse, keepCourse, keptCourses } from "./kept.js";
import { lessonCard } from "./lesson_card.js";
import { uploadFile } from "./upload.js";

const GIB = 1024 ** 3;

await openLanguage("library/pages");
addEventListener("hashchange", () => location.reload());
const token = location.hash.slice(1);
if (token === "") await start();
else await openCourse();

async function start() {
  const offer = /** @type {any} */ (await ask("/courses"));
  element("start").hidden = false;
  showTrouble(element("trouble"), offer.ok ? "" : troubleWords(offer.error));
  element("key-field").hidden = !offer.create_key;
  offerPolicies(offer.policies ?? []);
  const kept = keptCourses(device);
  element("kept-box").hidden = kept.length === 0;
  element("kept").replaceChildren(
    ...kept.map((course) => linkItem(`/library/manage#${course.token}`, course.title, course.code)),
  );
  element("make-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const title = field("new-title").value.trim();
    if (title === "") {
      field("new-title").focus();
      return;
    }
    const wanted = { title, topic: field("new-topic").value.trim(), policy: field("new-policy").value };
    const made = /** @type {any} */ (
      await ask("/courses", json("POST", wanted, { "X-Readroom-Create-Key": field("create-key").value }))
    );
    showTrouble(element("trouble"), made.ok ? "" : troubleWords(made.error));
    if (made.ok) {
      keepCourse(device, { code: made.code, title, token: made.token });
      location.hash = made.token;
    }
  });
}

/** @param {string[]} allowed by this library */
function offerPolicies(allowed) {
  // A course that needs no camera stands first.
  const names = POLICY_NAMES.toReversed().filter((name) => allowed.includes(name));
  element("new-policy").replaceChildren(
    ...names.map((name) => new Option(text(`manage.policy.${name}`), name)),
  );
}

/**
 * Ask with the course's token.
 * @param {string} path
 * @param {RequestInit} request
 * @returns {Promise<any>}
 */
function call(path, request) {
  return ask(path, { ...request, headers: { ...request.headers, Authorization: `Readroom ${token}` } });
}

/** @param {object} facts */
const change = (facts) => call("/mine", json("PATCH", facts));

async function openCourse() {
  if (!(await showCourse())) return;
  const listed = field("listed");
  listed.addEventListener("change", async () => {
    const answer = await change({ listed: listed.checked });
    showTrouble(element("trouble"), answer.ok ? "" : troubleWords(answer.error));
  });
  element("delete-course").addEventListener("click", async () => {
    const course = await call("/mine", {});
    if (!(await confirmed(text("confirm.course", { title: course.title ?? "" })))) return;
    const answer = await call("/mine", { method: "DELETE" });
    if (!answer.ok) {
      showTrouble(element("trouble"), troubleWords(answer.error));
      return;
    }
    dropCourse(device, course.code);
    location.href = "/library/manage";
  });
  element("upload-form").addEventListener("submit", (event) => {
    event.preventDefault();
    void upload();
  });
}

async function showCourse() {
  const course = await call("/mine", {});
  if (!course.ok) {
    showTrouble(element("trouble"), troubleWords(course.error));
    return false;
  }
  keepCourse(device, { code: course.code, title: course.title, token });
  document.title = `${course.title} · Readroom`;
  element("course").hidden = false;
  setText(element("course-title"), course.title);
  setText(element("course-code"), course.code);
  const link = /** @type {HTMLAnchorElement} */ (element("course-link"));
  link.href = `/library/c#${course.code}`;
  setText(link, link.href);
  /** @type {HTMLAnchorElement} */ (element("to-trend")).href = `/library/trend#${token}`;
  field("listed").checked = course.listed;
  element("own-lessons").replaceChildren(
    ...course.lessons.map((/** @type {import("./lesson_card.js").OwnLesson} */ lesson) =>
      lessonCard(lesson, call, confirmed, refusalWords, () => void showCourse()),
    ),
  );
  const left = Math.max(0, course.uploads.bytes - course.uploads.taken) / GIB;
  setText(element("upload-room"), text("upload.room", { gib: numberText(left) }));
  return true;
}

async function upload() {
  const file = field("file").files?.[0];
  const said = element("upload-said");
  if (file === undefined) {
    setText(said, text("upload.choose"));
    return;
  }
  const button = /** @type {HTMLButtonElement} */ (element("upload"));
  button.disabled = true;
  try {
    const duration_ms = await durationOf(file);
    if (duration_ms === null) {
      setText(said, text("upload.cannot_play"));
      return;
    }
    const title = field("lesson-title").value.trim() || file.name;
    const id = await unfinished(file, title, duration_ms);
    if (id === null) return;
    const answer = await uploadFile(file, {
      offset: () => arrived(id),
      put: (headers, body) => call(`/lessons/${id}/media`, { method: "PUT", headers, body }),
      onShare: (share) => setText(said, text("upload.share", { percent: Math.floor(share * 100) })),
    });
    setText(said, answer.ok ? text("upload.done") : refusalWords(/** @type {any} */ (answer)));
    if (answer.ok) /** @type {HTMLFormElement} */ (element("upload-form")).reset();
    await showCourse();
  } finally {
    button.disabled = false;
  }
}

/**
 * The lesson that an upload goes on with, or a new one.
 * @param {File} file
 * @param {string} title
 * @param {number} duration_ms
 * @returns {Promise<string | null>}
 */
async function unfinished(file, title, duration_ms) {
  const course = await call("/mine", {});
  const same = (course.lessons ?? []).find(
    (/** @type {any} */ lesson) => !lesson.is_ready && lesson.title === title && lesson.bytes === file.size,
  );
  if (same !== undefined) return same.id;
  const made = await call("/lessons", json("POST", { title, duration_ms }));
  if (!made.ok) setText(element("upload-said"), refusalWords(made));
  return made.ok ? made.id : null;
}

/** @param {string} id */
async function arrived(id) {
  const lesson = ((await call("/mine", {})).lessons ?? []).find((/** @type {any} */ each) => each.id === id);
  return lesson?.arrived ?? 0;
}

/**
 * How long the file plays, as this browser reads it.
 * @param {File} file
 * @returns {Promise<number | null>} null where this browser cannot play it
 */
function durationOf(file) {
  const video = document.createElement("video");
  const address = URL.createObjectURL(file);
  return new Promise((/** @type {(ms: number | null) => void} */ resolve) => {
    video.addEventListener("loadedmetadata", () =>
      resolve(Number.isFinite(video.duration) ? Math.ceil(video.duration * 1000) : null),
    );
    video.addEventListener("error", () => resolve(null));
    video.preload = "metadata";
    video.src = address;
  }).finally(() => URL.revokeObjectURL(address));
}

/** @param {{error: string, message?: string}} refused */
function refusalWords({ error, message }) {
  return error === "bad_track" ? text("track.broken", { where: message ?? "" }) : troubleWords(error);
}

/** @param {string} words */
function confirmed(words) {
  const dialog = /** @type {HTMLDialogElement} */ (element("confirm"));
  setText(element("confirm-words"), words);
  dialog.showModal();
  return new Promise((/** @type {(yes: boolean) => void} */ resolve) => {
    const end = (/** @type {boolean} */ yes) => {
      dialog.close();
      resolve(yes);
    };
    element("confirm-yes").onclick = () => end(true);
    element("confirm-no").onclick = () => end(false);
    dialog.oncancel = () => resolve(false);
  });
}
