/** @file Watching connection: a board's connection for somebody who only looks on; what would act does not leave the page. */

import { Connection } from "../../../protocol/connection.js";

/** @typedef {ConstructorParameters<typeof Connection>[0]} Options */

/** What the relay takes from a watcher; everything else it refuses. */
const WATCHES = new Set(["sync", "clock"]);

/** Joins as a watcher. */
export class WatchingConnection extends Connection {
  /**
   * @param {Options} options
   * @param {string} token the watcher's
   */
  constructor(options, token) {
    super({ ...options, auth: () => ({ role: "watcher", token }) });
  }

  /**
   * @override
   * @param {string} event
   * @param {unknown} payload
   */
  async send(event, payload) {
    if (WATCHES.has(event)) return super.send(event, payload);
    return /** @type {const} */ ({ ok: false, error: "not_teacher", message: "This link only looks on." });
  }
}
