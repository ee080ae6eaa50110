/** @file The wire's types and event names, as messages.schema.json defines them. */

/** @typedef {import("./states.js").State} State */
/** @typedef {typeof CUES[number]} Cue */
/** @typedef {typeof ALERTS[number]} Alert */
/** @typedef {"slower" | "fine" | "faster" | null} Pace */
/** @typedef {import("./policies.js").Policy} Policy */
/** @typedef {import("./room_code.js").Sensitivity} Sensitivity */
/** @typedef {import("./room_code.js").RoomCamera} RoomCamera */

/** @typedef {{seq: number, at: number, state: State, cues: Cue[], alerts: Alert[]}} ReportMessage */
/** @typedef {Pick<ReportMessage, "state" | "cues" | "alerts">} Label what one report says of a student */
/** @typedef {"hand" | "lost"} Raised what a student raises and a teacher may lower */
/** @typedef {{hand_at: number | null, lost_at: number | null, pace_at: number | null}} PressedAt null where it does not stand */
/** @typedef {{seq: number, at: number, hand: boolean, lost: boolean, pace: Pace} & Partial<PressedAt>} StatusMessage */
/** @typedef {{prompt: string, choice: number, seq?: number, at?: number}} AnswerMessage */
/** @typedef {{since: Record<string, number>, rest: boolean}} SyncMessage */
/** @typedef {{id: string, text: string, choices: string[], href?: string, at?: number, ends_at?: number, ended?: true, ended_at?: number, results?: number[], correct?: number | null, alone?: true}} PromptMessage `alone`: asked of this student and not of the class; `results` and `correct` once it has ended, where the class is to see them */
/** @typedef {PromptMessage & {to: string[], boards?: true}} LatePromptMessage for these students alone, and the other boards */
/** @typedef {{id: string, text: string, choices: string[], ended: boolean, ends_at?: number}} ShownQuestion */
/** @typedef {{slower: number, fine: number, faster: number}} Paces how many say each just now */
/** @typedef {{question: ShownQuestion | null, counts: number[] | null, correct?: number | null, answered: number, of: number, pace: Paces, at?: number}} ShowMessage what the class is to see; `at`: when a teacher last acted on the question */
/** @typedef {"watcher" | "projector" | "audience"} LinkRole whom a teacher's link lets look on, or count the audience */
/** @typedef {{role: LinkRole}} LinkMessage */
/** @typedef {"towards" | "away" | "down" | "unclear"} HeadDirection */
/** @typedef {{seq: number, at: number} & Record<"seen" | HeadDirection, number | null>} RoomReportMessage null is what is not told */
/** @typedef {{to: string[], what: Raised, at: number}} LowerMessage */
/** @typedef {{what: Raised, at: number}} LoweredMessage what a student's page hears of it */

/** @typedef {[student: string, seq: number, at: number, state: State, cues: Cue[], alerts: Alert[]]} ReportRow */
/** @typedef {[student: string, seq: number, at: number, hand: boolean, lost: boolean, pace: Pace, hand_at?: number | null, lost_at?: number | null, pace_at?: number | null]} StatusRow */
/** @typedef {[student: string, prompt: string, choice: number, seq?: number, at?: number]} AnswerRow */
/** @typedef {[student: string, name: string | null, change: "joined" | "left" | "asks", at: number]} PresenceRow `asks` to come in, while the room is locked */
/** @typedef {{questions: [id: string, endedAt: number | null][]}} AskedMessage every question that a board knows of */
/** @typedef {{locked: boolean, at: number}} Lock */
/** @typedef {[student: string, what: "removed" | "admitted", at: number]} SeatRow */
/** @typedef {{lock?: Lock, seats?: SeatRow[]}} DoorMessage what a board says of the door */
/** @typedef {{lock?: Lock | null, seats?: SeatRow[]}} ToldDoorMessage what it is told; no lock where nobody has ever locked */

/** @typedef {{code: string, policy: Policy, proctoring: boolean, anonymous: boolean, sensitivity: Sensitivity, room_camera?: RoomCamera, now: number}} RoomFacts `room_camera` only where there is one */
/** @typedef {RoomFacts & {role: "student", student: string, name: string | null, resume: string, first_seq: number, teachers: number}} StudentJoined */
/** @typedef {RoomFacts & {role: "teacher" | "watcher", student_url: string, expires_at: number}} TeacherJoined a board, which may only look on */
/** @typedef {RoomFacts & {role: "audience", student_url: string, expires_at: number}} RoomCameraJoined */
/** @typedef {RoomFacts & {role: "projector", student_url: string, expires_at: number}} ProjectorJoined */

/** @typedef {{ok: true, now?: number, token?: string, url?: string, handover?: string, expires_at?: number}} Accepted `now` in answer to `clock`, `token` and `url` to `link`, `handover` to `handover`, both of them with `expires_at` */
/** @typedef {{ok: false, error: string, message: string}} Refused */
/** @typedef {Accepted | Refused} Acknowledgement */

/** The most reports one `history` message holds. */
export const HISTORY_CHUNK = 200;

/** The most characters (all ASCII) of reports in one `history`: the relay hangs up above 16 KiB, frame and all. */
export const HISTORY_CHARACTERS = 15000;

/** The most answers one `history` message holds. */
export const HISTORY_ANSWERS = 100;

/** From how many answers on an anonymous room shows the class its counts. */
export const ANONYMOUS_ANSWERS = 5;

/** How long a pressed pace stands. */
export const PACE_FADES_MS = 5 * 60 * 1000;

/** The most students one `sync` or `prompt` message names. */
export const SYNC_CHUNK = 300;

/** The most questions one `asked` message names. */
export const ASKED_CHUNK = 100;

/** The most seats one `door` message names. */
export const DOOR_CHUNK = 300;

// Cues and alerts travel in these orders, which are the schema's, so that their order can say nothing.
export const CUES = /** @type {const} */ ([
  "brow_lowered",
  "head_tilted",
  "no_smile",
  "gaze_centred",
  "eyes_closed",
  "yawn",
  "gaze_left",
  "gaze_right",
  "gaze_up",
  "gaze_down",
  "light",
  "camera",
  "face",
]);

/** The cues of `unknown`, one at most: what kind of reason it is that nothing can be measured for. */
export const GROUPS = /** @type {const} */ (["light", "camera", "face"]);

export const ALERTS = /** @type {const} */ (["no_face", "multiple_faces", "gaze_away", "static_image"]);
