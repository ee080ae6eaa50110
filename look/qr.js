/** @file QR code as SVG elements, as the page's content security policy forbids images made of data addresses. */

// @ts-expect-error the library's types describe a script's global, not the module it ships
import untyped from "/vendor/qrcode.mjs";

/** @type {QRCodeFactory} */
const qrcode = untyped;

const SVG = "http://www.w3.org/2000/svg";
// ISO/IEC 18004 asks for four light modules around the code; level M mends up to 15% of it.
const QUIET_MODULES = 4;
const CORRECTION = "M";
const SMALLEST_THAT_FITS = 0;

/**
 * @param {string} text
 * @param {string} label what the code leads to, for people who do not see it
 * @returns {SVGSVGElement}
 */
export function qrCode(text, label) {
  const code = qrcode(SMALLEST_THAT_FITS, CORRECTION);
  code.addData(text);
  code.make();
  const size = code.getModuleCount() + 2 * QUIET_MODULES;
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  svg.append(path("qr-paper", `M0 0h${size}v${size}h-${size}z`), path("qr-ink", modulesOf(code)));
  return svg;
}

/**
 * @param {string} className
 * @param {string} d
 */
function path(className, d) {
  const element = document.createElementNS(SVG, "path");
  element.setAttribute("class", className);
  element.setAttribute("d", d);
  return element;
}

/**
 * Path data with one unit square for each dark module.
 * @param {QRCode} code
 */
function modulesOf(code) {
  const lines = Array.from({ length: code.getModuleCount() }, (_, index) => index);
  const squares = lines.flatMap((row) =>
    lines
      .filter((column) => code.isDark(row, column))
      .map((column) => `M${column + QUIET_MODULES} ${row + QUIET_MODULES}h1v1h-1z`),
  );
  return squares.join("");
}
