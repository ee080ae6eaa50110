/** @file Own lesson: what the library has of one lesson of the teacher's, asked and changed with the course's token. */

import { ask } from "../api.js";
import { troubleWords } from "../show.js";
import { text } from "../text.js";

/** @typedef {import("../manage/lesson_card.js").OwnLesson & {link: string | null, mime: string | null}} Lesson */
/** @typedef {{code: string, title: string, policy: string, lessons: Lesson[]}} Course */

const VTT = { "Content-Type": "text/vtt" };

/** Thrown with the words that say why. */
export class Refusal extends Error {}

/**
 * @param {string} token
 * @param {string} path
 * @param {RequestInit} [request]
 * @returns {Promise<any>}
 */
export function call(token, path, request = {}) {
  return ask(path, { ...request, headers: { ...request.headers, Authorization: `Readroom ${token}` } });
}

export class OwnLesson {
  /**
   * @param {string} token
   * @param {Course} course
   * @param {Lesson} lesson
   */
  constructor(token, course, lesson) {
    this.token = token;
    this.course = course;
    this.lesson = lesson;
  }

  /** @returns {string} where its video is */
  get source() {
    return this.lesson.link ?? `/library/media/${this.lesson.id}`;
  }

  /** @param {string} path below the lesson */
  read(path) {
    return call(this.token, this.#path(path));
  }

  /**
   * @param {string} kind
   * @param {string} lang
   * @returns {Promise<string | null>} the text of a track, null where there is none
   */
  async track(kind, lang) {
    const isThere = this.lesson.tracks.some((track) => track.kind === kind && track.lang === lang);
    if (!isThere) return null;
    const answer = await this.read(`tracks/${kind}/${lang}`);
    return answer.ok ? answer.body : null;
  }

  /**
   * @param {import("../api.js").Track} track
   * @param {string} body WebVTT
   */
  async put(track, body) {
    const path = this.#path(`tracks/${track.kind}/${track.lang}?label=${encodeURIComponent(track.label)}`);
    const answer = await call(this.token, path, { method: "PUT", headers: VTT, body });
    if (answer.ok) this.lesson.tracks.push(track);
    return answer;
  }

  /**
   * @param {string} body WebVTT of offers
   * @throws {Refusal} with line and column where it is broken
   */
  async check(body) {
    const answer = await call(this.token, this.#path("tracks/offers/check"), {
      ...{ method: "POST", headers: VTT, body },
    });
    if (!answer.ok) throw new Refusal(refusalWords(answer));
  }

  /** @param {string} path */
  #path(path) {
    return `/lessons/${this.lesson.id}/${path}`;
  }
}

/** @param {{error: string, message?: string}} refused */
export function refusalWords({ error, message }) {
  return error === "bad_track" ? text("track.broken", { where: message ?? "" }) : troubleWords(error);
}
