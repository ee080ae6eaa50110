/** @file What each number on the board counts, over whom, and what it cannot tell; and the words of the tour and the help. */

const GUESS = "A guess by the student’s own browser, not a fact; each student counts in one state.";

/** @type {Record<string, string>} by the `data-help` of the element it explains */
export const HELP_WORDS = {
  class:
    "Students whose page is connected now. Who left stays in the list below as offline and does not count.",
  alert:
    "Students with an alert that is going on now. It counts students, not faults: an alert proves nothing.",
  hand: "Students who have raised a hand and not lowered it. They pressed a button; no camera is involved.",
  lost: "Students who pressed “I’m lost” and have not taken it back. They said so themselves.",
  confused: `Students who may be confused: brows, head, mouth and gaze together, for some seconds. ${GUESS} Hard thinking looks the same.`,
  drowsy: `Students whose eyes have been closed for much of the last minute. ${GUESS} It cannot tell tired from listening with closed eyes.`,
  away: `Students who look beside the screen. ${GUESS} It cannot tell a second screen from a window.`,
  down: `Students who look down. ${GUESS} It cannot tell writing from a phone, so it never counts as trouble.`,
  absent:
    "Students whose camera works and sees nobody. It cannot tell an empty chair from a face out of the picture.",
  unknown:
    "Students whose browser cannot measure: little light, a face too far away, or nothing told yet. It says nothing of attention.",
  calibrating: "Students whose browser is still learning their resting face, some seconds long.",
  paused: "Students who paused their camera, as anybody may. It says nothing of attention.",
  neutral: `Students with a face in view and no sign of anything else. ${GUESS}`,
  focused: `Students who look at the screen with a calm face. ${GUESS} It cannot tell listening from reading the news.`,
  present: "Students with a face before the camera. This room’s rule lets no more be said.",
  self: "Students without a camera, who say themselves how it goes. They count like all others.",
  offline:
    "Students who were here and are not connected now. It cannot tell who left from whose network broke off.",
  index:
    "How many of the measurable students are focused now. The range is where the true share lies in 95 of 100 such classes. Hidden below 5 measurable students or half of the class; the 5-minute mean counts each student once. It cannot tell what anybody learnt.",
  reading:
    "The class at one moment of the picture above: now, or where the pointer or the arrow keys are. Everybody connected at that moment counts.",
  hint: "Students who are possibly confused or pressed “I’m lost”, of all who are here, since this share has been above your own threshold. It cannot tell what they are lost in: ask.",
  hands: "Everybody whose hand is up, first come first.",
  pace: "What students pressed about the pace. A press counts 1 and fades to 0 over five minutes; who pressed nothing is not counted.",
  answered:
    "Students who have answered this question. The last answer of each counts; who joins now still gets the question.",
  alerts:
    "Alerts nobody has acknowledged on this device. Each has its kind, its student, its beginning and its length. Acknowledging says only that a person has looked.",
  seen: "Alerts somebody at this board has looked at, kept on this device with the time. It says nothing of what they saw.",
  since:
    "How long this has been so, by the relay’s clock. A new label comes only after some seconds, so it began a little earlier.",
  lately: "The longest states of the last 15 minutes, of this student alone. Short states are left out.",
};

/** @type {{target: string, title: string, text: string}[]} `target` is the data-role of what a step speaks of */
export const TOUR_STEPS = [
  {
    target: "toggle-invite",
    title: "Let the class in",
    text: "Invite shows the code, the link and a QR code. Every student reads what would be sent before a camera opens, and may join without one.",
  },
  {
    target: "counts",
    title: "Read the room, not a face",
    text: "Labels are guesses, each with a colour, a shape and a word. Rest the pointer on any number, or walk to it with Tab, and it says what it counts and what it cannot tell.",
  },
  {
    target: "open-ask",
    title: "Then ask",
    text: "When many seem lost, the board suggests a pause. A quick check tells more than any label: ask, and watch the answers come in.",
  },
];

export const TOUR_WORDS = {
  next: "Next",
  done: "Done",
  /**
   * @param {number} step
   * @param {number} steps
   */
  step: (step, steps) => `${step} of ${steps}`,
};
