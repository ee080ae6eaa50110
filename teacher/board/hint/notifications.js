/** @file Desktop notifications, and the number on the icon of an installed page, for a teacher who looks elsewhere. */

const TAG = "readroom-call";

/** @returns {NotificationPermission | "missing"} `default` where nobody has been asked */
export const permission = () => ("Notification" in globalThis ? Notification.permission : "missing");

/** @returns {Promise<boolean>} whether this browser may show notifications */
export async function requestPermission() {
  if (permission() === "missing") return false;
  return (await Notification.requestPermission()) === "granted";
}

/** @param {string} words that name nobody: a desktop is often shared with the class */
export function notify(words) {
  if (permission() !== "granted") return;
  try {
    new Notification("Readroom", { body: words, icon: "/look/icon.svg", tag: TAG });
  } catch {
    // Phones show none without a service worker, and this page installs none.
  }
}

/** @param {number} count of what waits for the teacher; none at 0 */
export function showBadge(count) {
  const badged = /** @type {{setAppBadge?: (count: number) => Promise<void>}} */ (navigator);
  // Where the page is not installed there is no icon to write on.
  void badged.setAppBadge?.(count).catch(() => {});
}
