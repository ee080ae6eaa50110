/** @file Panel: a part of the board that loads after its first paint, and the host that shows it. Types alone. */

/** @typedef {import("../../../classroom/student.js").Student} Student */
/** @typedef {import("../../../classroom/notes.js").Note} Note */
/** @typedef {import("../../../protocol/messages.js").TeacherJoined} TeacherJoined */

/** @typedef {{students: Map<string, Student>, changed: Set<string>, nowMs: number, stale: boolean}} Moment `nowMs` on the relay's clock; while the board is `stale`, when it last knew the class */

/**
 * What a panel offers, as far as it needs to know.
 * @typedef {object} Panel
 * @property {(room: TeacherJoined) => void} [enterRoom] at each connection
 * @property {(moment: Moment) => void} [render] at each frame in which something changed, and about once a second
 * @property {(note: Note) => void} [note] something happened on this board
 * @property {() => void} [projectorJoined] a page for the class has opened, which knows nothing yet
 */

/**
 * What the board gives its panels; what a single panel needs besides, it names itself.
 * @typedef {object} Host
 * @property {import("../../../protocol/connection.js").Connection} connection
 * @property {import("../../../classroom/roster.js").Roster} roster
 * @property {TeacherJoined | null} room
 * @property {Note[]} notes of the lesson so far, answers aside
 * @property {import("../../../classroom/notes.js").Mark[]} marks
 * @property {(note: Note) => void} note to be kept with the lesson
 * @property {() => void} render to show what changed at once
 * @property {() => void} tick to let the time go on
 */

export {};
