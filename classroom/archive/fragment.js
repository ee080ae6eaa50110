/** @file Curve in a link: a class curve in the fragment of an address (base64url), which no browser sends to a server. */

/** @typedef {import("./refusals.js").ClassCurve} ClassCurve */

const NAME = "curve=";

/**
 * @param {ClassCurve} curve
 * @returns {string} with its sign
 */
export function curveFragment(curve) {
  const bytes = new TextEncoder().encode(JSON.stringify(curve));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return `#${NAME}${btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/**
 * @param {string} fragment of an address, with its sign
 * @returns {string | null} the curve's JSON, null where there is none in it
 */
export function curveJson(fragment) {
  if (!fragment.startsWith(`#${NAME}`)) return null;
  const encoded = fragment
    .slice(1 + NAME.length)
    .replaceAll("-", "+")
    .replaceAll("_", "/");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0)),
    );
  } catch {
    return null;
  }
}
