/** @file Download: hands the student a file that this page has made. */

const DOWNLOADED_WITHIN_MS = 60_000;

/**
 * @param {string} name
 * @param {Blob} blob
 */
export function download(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // A browser that asks where to put the file fetches it only then.
  window.setTimeout(() => URL.revokeObjectURL(link.href), DOWNLOADED_WITHIN_MS);
}
