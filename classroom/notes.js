/** @file Lesson notes: what happened on the board itself, beside what the students' pages told. Types alone. */

/**
 * What happened on the board itself: a question asked, answered, ended; the room closed; an alert that a person has
 * seen (`since` is when it began); the board without a connection from `since` until then; the door locked or opened, and who
 * was removed or let in, with the names that only this board may know; which choice is right (null for none); results shown to
 * the class, with the counts as they stood; results put away on this board; how many heads the room's camera counted. Times in ms on the relay's clock.
 * @typedef {{kind: "asked", at: number, prompt: import("../protocol/messages.js").PromptMessage}
 *   | {kind: "answered", at: number, rows: import("../protocol/messages.js").AnswerRow[]}
 *   | {kind: "ended", at: number, prompt: string}
 *   | {kind: "marked", at: number, prompt: string, correct: number | null}
 *   | {kind: "shown", at: number, prompt: string, results: number[]}
 *   | {kind: "put_away", at: number, prompt: string}
 *   | {kind: "hinted", at: number, lost: number, here: number}
 *   | {kind: "closed", at: number}
 *   | {kind: "away", at: number, since: number}
 *   | {kind: "door", at: number, word: import("../protocol/messages.js").DoorMessage, names: Record<string, string>}
 *   | {kind: "room", at: number} & Record<"seen" | import("../protocol/messages.js").HeadDirection, number | null>
 *   | {kind: "acknowledged", at: number, student: string, alert: import("../protocol/messages.js").Alert, since: number}} Note
 */

/** @typedef {{at: number, text: string}} Mark a moment that the teacher marked, in ms on the relay's clock */

export {};
