/** @file Filter of the open list: words that a title or topic has to hold, and one topic. */

/** @typedef {import("../api.js").ListedCourse} ListedCourse */

/** @param {string} words */
const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * @param {readonly ListedCourse[]} courses
 * @param {string} search each of its words has to occur, whatever its case and accents
 * @param {string} topic empty for all
 */
export function matching(courses, search, topic) {
  const wanted = plain(search).split(/\s+/).filter(Boolean);
  return courses.filter((course) => {
    const words = plain(`${course.title} ${course.topic}`);
    return (topic === "" || course.topic === topic) && wanted.every((word) => words.includes(word));
  });
}

/** @param {readonly ListedCourse[]} courses */
export function topicsOf(courses) {
  return [...new Set(courses.map((course) => course.topic))].filter(Boolean).sort();
}
