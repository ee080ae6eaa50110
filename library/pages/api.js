/** @file Library requests: asks the library over HTTP; an answer that does not come is a refusal like any other. */

/** @typedef {{ok: false, error: string, message: string}} Refused */
/** @typedef {{code: string, title: string, topic: string, policy: string, lessons: number}} ListedCourse */
/** @typedef {{ok: true, courses: ListedCourse[], policies: string[], create_key: boolean, relay: string | null}} Offer */
/** @typedef {{id: string, title: string, duration_ms: number}} LessonInList */
/** @typedef {{ok: true, code: string, title: string, topic: string, policy: string, lessons: LessonInList[]}} Course */
/** @typedef {{kind: string, lang: string, label: string}} Track */
/** @typedef {LessonInList & {ok: true, policy: import("../../protocol/policies.js").Policy, course: string, course_title: string, mime: string | null, source: string, tracks: Track[]}} Lesson */

/** A line that swallows a request would leave the page waiting for ever. */
const ANSWERS_WITHIN_MS = 60_000;
/** @type {Refused} */
const OFFLINE = { ok: false, error: "offline", message: "The library does not answer." };

/**
 * @template {object} T
 * @param {string} path below /library/api
 * @param {RequestInit} [request]
 * @returns {Promise<(T & {ok: true}) | Refused>}
 */
export async function ask(path, request = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ANSWERS_WITHIN_MS);
  try {
    return await (await fetch(`/library/api${path}`, { signal: stop.signal, ...request })).json();
  } catch {
    return OFFLINE;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {string} method
 * @param {object} body
 * @param {Record<string, string>} [headers]
 * @returns {RequestInit}
 */
export function json(method, body, headers = {}) {
  return { method, headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) };
}
