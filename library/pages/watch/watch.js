/** @file Watch page: consent, the video with its texts, what is pressed, one's own label, and what is told of it all. */

import { element, setText } from "../../../look/dom.js";
import { openLanguage } from "../../../look/language.js";
import { numberText } from "../../../look/locale.js";
import { device } from "../../../look/storage.js";
import { late } from "../../../protocol/lazy_import.js";
import { POLICIES } from "../../../protocol/policies.js";
import { ask, json } from "../api.js";
import { openHelp } from "../offers/help.js";
import { readWithStudents } from "../sentences.js";
import { showTrouble, troubleWords } from "../show.js";
import { text } from "../text.js";
import { showConsent } from "./consent.js";
import { Recorder } from "./recorder.js";
import { SeenBins } from "./seen.js";
import { Sender } from "./sender.js";
import { showTexts } from "./texts.js";

/** @typedef {import("../api.js").Lesson} Lesson */
/** @typedef {import("./recorder.js").Mark} Mark */

const BIN_MS = 5000;
const SEND_EVERY_MS = 60_000;
const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** A course without cameras never loads this. */
const faceSide = late(() => import("./face/face_side.js"));

await openLanguage("library/pages", readWithStudents);
addEventListener("hashchange", () => location.reload());
const video = /** @type {HTMLVideoElement} */ (element("video"));
const id = location.hash.slice(1);
const answer = /** @type {any} */ (await ask(`/lessons/${encodeURIComponent(id)}`));
if (answer.ok) open(answer);
else showTrouble(element("trouble"), troubleWords(answer.error));

/** @param {Lesson} lesson */
function open(lesson) {
  document.title = `${lesson.title} · Readroom`;
  setText(element("title"), lesson.title);
  const course = /** @type {HTMLAnchorElement} */ (element("to-course"));
  course.href = `/library/c#${lesson.course}`;
  setText(course, lesson.course_title);
  course.hidden = false;
  const consent = element("consent");
  showConsent(lesson.policy);
  consent.hidden = false;
  element("agree-camera").addEventListener("click", () => {
    const begun = begin();
    void openFace(lesson, begun, true);
  });
  element("agree").addEventListener("click", () => {
    const begun = begin();
    if (POLICIES[lesson.policy].camera) void openFace(lesson, begun, false);
  });
  element("decline").addEventListener("click", () => {
    consent.hidden = true;
    show(lesson, null);
  });

  function begin() {
    consent.hidden = true;
    const recorder = tell(lesson);
    return { recorder, help: show(lesson, recorder) };
  }
}

/**
 * Offer the camera, or open it: the video plays whatever becomes of it.
 * @param {Lesson} lesson
 * @param {{recorder: Recorder, help: ReturnType<typeof openHelp>}} begun
 * @param {boolean} isAgreed
 */
async function openFace(lesson, { recorder, help }, isAgreed) {
  const { FaceSide } = await faceSide();
  const side = new FaceSide({
    video,
    policy: lesson.policy,
    duration_s: lesson.duration_ms / 1000,
    onState: (state, ms) => recorder.saw(state, ms),
    onPuzzled: (ms) => void help.then((opened) => opened?.puzzled(ms)),
    onLost: () => element("press-lost").click(),
  });
  element("face").hidden = false;
  if (isAgreed) await side.open();
}

/**
 * @param {Lesson} lesson
 * @param {Recorder | null} recorder null for whoever tells nothing
 */
function show(lesson, recorder) {
  element("player").hidden = false;
  showTexts(video, lesson);
  const help = openHelp(video, lesson, (...happened) => recorder?.offer(...happened));
  video.src = lesson.source;
  video.addEventListener("error", () => showTrouble(element("trouble"), text("watch.cannot_play")));
  const rate = /** @type {HTMLSelectElement} */ (element("rate"));
  rate.append(
    ...RATES.map((each) => new Option(`${numberText(each * 100)} %`, String(each), each === 1, each === 1)),
  );
  rate.addEventListener("change", () => {
    video.playbackRate = Number(rate.value);
  });
  video.addEventListener("ratechange", () => {
    rate.value = String(video.playbackRate);
  });
  setText(element("telling"), text(recorder === null ? "watch.tells_nothing" : "watch.tells"));
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
    document.querySelectorAll("[data-press]")
  )) {
    button.hidden = recorder === null;
    button.addEventListener("click", () => {
      recorder?.press(/** @type {Mark} */ (button.dataset.press), video.currentTime);
      setText(element("said"), text("watch.noted", { what: button.textContent ?? "" }));
      if (button.dataset.press === "lost") void help.then((opened) => opened?.lost());
    });
  }
  element("forget").hidden = recorder === null;
  video.focus();
  return help;
}

/**
 * Record what is watched, and tell it each minute.
 * @param {Lesson} lesson
 */
function tell(lesson) {
  const seen = new SeenBins(device, lesson.id);
  const bins = Math.max(1, Math.ceil(lesson.duration_ms / BIN_MS));
  const recorder = new Recorder(
    bins,
    (bin) => seen.has(bin),
    (bin) => seen.add(bin),
  );
  const sender = new Sender({
    take: (isLast) => recorder.take(isLast),
    askTicket: () => ask(`/lessons/${lesson.id}/tickets`, { method: "POST" }),
    post: (body, isLast) =>
      ask(`/lessons/${lesson.id}/contributions`, { ...json("POST", body), keepalive: isLast }),
  });
  video.addEventListener("timeupdate", () => {
    if (!video.paused && !video.seeking) recorder.play(video.currentTime);
  });
  video.addEventListener("seeking", () => recorder.jump());
  video.addEventListener("ended", () => {
    recorder.jump();
    void sender.send();
  });
  video.addEventListener("playing", () => void sender.send(), { once: true });
  setInterval(() => void sender.send(), SEND_EVERY_MS);
  addEventListener("pagehide", () => {
    if (video.currentTime > 0 && !video.ended) recorder.press("left", video.currentTime);
    sender.sendLast();
  });
  element("forget").addEventListener("click", () => {
    seen.forget();
    setText(element("said"), text("watch.forgotten"));
  });
  return recorder;
}
