/** @file Kept courses: the teacher's links that this browser has made or opened. */

/** @typedef {{read(key: string): string | null, write(key: string, value: string): void}} Store */
/** @typedef {{code: string, title: string, token: string}} Kept */

const KEY = "readroom library courses";

/**
 * @param {Store} store
 * @returns {Kept[]}
 */
export function keptCourses(store) {
  try {
    const found = JSON.parse(store.read(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter(isKept) : [];
  } catch {
    return [];
  }
}

/**
 * @param {Store} store
 * @param {Kept} course
 */
export function keepCourse(store, course) {
  const others = keptCourses(store).filter(({ code }) => code !== course.code);
  store.write(KEY, JSON.stringify([course, ...others]));
}

/**
 * @param {Store} store
 * @param {string} code
 */
export function dropCourse(store, code) {
  store.write(KEY, JSON.stringify(keptCourses(store).filter((course) => course.code !== code)));
}

/** @param {unknown} value */
function isKept(value) {
  if (typeof value !== "object" || value === null) return false;
  return ["code", "title", "token"].every((name) => typeof (/** @type {any} */ (value)[name]) === "string");
}
