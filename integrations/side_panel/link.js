/** @file Room link: which page of a school's Readroom a pasted text leads to, and how the panel opens it. */

/** What a student opens, and what a teacher does. */
const STUDENT_PATH = "/s";
const BOARD_PATH = "/t";
const LINK = /https?:\/\/\S+/;
// The names under which a browser opens a camera without HTTPS.
const THIS_DEVICE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const VIEW = /[?&]view=\w+/g;

/**
 * @param {string} pasted a link, or the two lines of a chat that hold one
 * @returns {string | null} null where it leads to no page that a panel shows
 */
export function readRoomLink(pasted) {
  const url = urlOf(LINK.exec(pasted)?.[0] ?? "");
  if (url === null || !isSafe(url) || url.hash === "") return null;
  const page = url.origin + url.pathname;
  if (url.pathname === STUDENT_PATH) return page + url.hash;
  // A panel is as narrow as a dock, and often shared by mistake: the dock shows no name.
  if (url.pathname === BOARD_PATH) return `${page}${url.hash.replace(VIEW, "")}&view=dock`;
  return null;
}

/** @param {string} text */
function urlOf(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** @param {URL} url */
const isSafe = (url) => url.protocol === "https:" || THIS_DEVICE.test(url.hostname);
