/** @file Lets Node run the pages' own modules: the browser's Socket.IO client is Node's, of the same version. */

/**
 * @param {string} specifier
 * @param {object} context
 * @param {(specifier: string, context: object) => unknown} next
 */
export function resolve(specifier, context, next) {
  return next(specifier === "/vendor/socket.io.esm.min.js" ? "socket.io-client" : specifier, context);
}
