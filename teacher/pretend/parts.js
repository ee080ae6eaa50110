/** @file Test doubles for the board: what it has in place of a room, the relay and the disk while a pretend class is shown. */

import { PretendConnection } from "./connection.js";
import { ForgetfulWriter } from "./writer.js";

/** @typedef {import("../../protocol/messages.js").Policy} Policy */
/** @typedef {import("../../protocol/connection.js").Connection} Connection */
/** @typedef {import("../saved_lessons/writer.js").LessonWriter} LessonWriter */

/**
 * @param {Policy} policy
 * @returns {import("../token.js").TeacherKey} of no room: a board without a code remembers nothing
 */
export function pretendKey(policy) {
  const room = { code: "", policy, proctoring: false, anonymous: false, sensitivity: "strict" };
  return {
    token: "",
    role: "teacher",
    room: /** @type {import("../../protocol/room_code.js").Room} */ (room),
  };
}

/** @param {Policy} policy */
export function pretendBoard(policy) {
  return {
    connect: (
      /** @type {ConstructorParameters<typeof import("../../protocol/connection.js").Connection>[0]} */ options,
    ) => /** @type {Connection} */ (/** @type {unknown} */ (new PretendConnection(options, policy))),
    writer: /** @type {LessonWriter} */ (/** @type {unknown} */ (new ForgetfulWriter())),
  };
}
