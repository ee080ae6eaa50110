/** @file Course address: where the library shows a course, as the relay names the library. */

/**
 * @param {string} code
 * @returns {Promise<string | null>} null where this server has no library, or does not answer
 */
export async function courseAddress(code) {
  try {
    const { library } = await (await fetch("/rooms")).json();
    return typeof library === "string" ? `${library}/library/c#${code}` : null;
  } catch {
    return null;
  }
}
