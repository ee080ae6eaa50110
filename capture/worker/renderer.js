/** @file The renderer: how WebGL names what it draws with, and whether that is a program and no graphics chip. */

// SwiftShader in Chromium, llvmpipe and softpipe in Mesa, the Basic Render Driver and WARP in Windows.
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render|\bwarp\b/i;
// What Chromium and WebKit answer to everybody; the name itself is then an extension's.
const UNNAMED = /^webkit webgl$|^mozilla$/i;

/** @param {string} renderer */
export const isSoftware = (renderer) => SOFTWARE.test(renderer);

/**
 * @param {WebGL2RenderingContext} context
 * @returns {string}
 */
export function rendererOf(context) {
  const name = String(context.getParameter(context.RENDERER));
  if (!UNNAMED.test(name)) return name; // Firefox warns of the extension
  const extension = context.getExtension("WEBGL_debug_renderer_info");
  return extension === null ? name : String(context.getParameter(extension.UNMASKED_RENDERER_WEBGL));
}
