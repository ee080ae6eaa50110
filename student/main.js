/** @file The student's page, put together: reads the link, listens to the buttons, holds one lesson at a time. */

import { element, field } from "../look/dom.js";
import { greetFrame } from "../look/framing.js";
import { openLanguage } from "../look/language.js";
import { RoomCodeError, readCourseCode, readRoomCode } from "../protocol/room_code.js";
import { readSeatLink } from "./handover/seat_link.js";
import { Lesson } from "./lesson.js";
import { Notices } from "./panels/notices.js";
import { showJoining, showRoom, showScreen } from "./panels/screens.js";
import { text } from "./panels/text.js";
import { refusalWords } from "./panels/words.js";
import { courseAddress } from "./session/course_address.js";
import { recall } from "./session/saved_session.js";

const SEEN_EVERY_MS = 30_000;

greetFrame();
await openLanguage("student");

const notices = new Notices(() => {});

/** @type {Lesson | null} */
let lesson = null;

/** @returns {import("../protocol/room_code.js").Room | null} the room typed or linked to, if it can be one */
function room() {
  try {
    return readRoomCode(field("code").value);
  } catch {
    return null;
  }
}

function join() {
  try {
    const { code, anonymous } = readRoomCode(field("code").value);
    begin(code, anonymous ? null : field("name").value.trim() || null);
  } catch (error) {
    if (!(error instanceof RoomCodeError)) throw error;
    const { reason } = error;
    if (reason === "course" || reason === "room") void openCourse();
    else refuseCode(text(`code.${reason}`));
  }
}

/** @param {string} words */
function refuseCode(words) {
  notices.set("code", true, words);
  field("code").focus();
}

/** A course's code leads to the library, where this server has one. */
async function openCourse() {
  const address = await courseAddress(readCourseCode(field("code").value));
  if (address === null) refuseCode(text("code.course"));
  else location.href = address;
}

/**
 * @param {string} code
 * @param {string | null} name
 * @param {import("./session/session.js").Seat | null} [seat]
 */
function begin(code, name, seat = null) {
  if (lesson !== null) return; // a second press of an impatient finger
  notices.clear();
  history.replaceState(null, "", `#${code}`);
  showJoining(true);
  lesson = new Lesson(code, name, seat, (refusal) => {
    giveUp();
    showScreen("join");
    notices.set("code", true, refusalWords(refusal));
  });
  lesson.open();
}

/** The join that is under way is for another code, or was refused. */
function giveUp() {
  lesson?.close();
  lesson = null;
  showJoining(false);
}

/** Take the code from the link; a reload in mid-lesson goes straight back into the lesson. */
function readLink() {
  const seat = readSeatLink(location.hash);
  field("code").value = seat === null ? location.hash.slice(1) : seat.code;
  // Whoever looks at the address bar, or at the list of pages, finds no key to a seat there.
  if (seat !== null) history.replaceState(null, "", `#${seat.code}`);
  const linked = room();
  showRoom(linked);
  if (linked !== null) field("code").value = linked.code; // as it is written, however the link brought it
  if (linked === null) return;
  if (seat !== null) begin(linked.code, null, seat);
  else if (recall(linked.code).resume !== "") begin(linked.code, null);
}

element("join-screen").addEventListener("submit", (event) => {
  event.preventDefault();
  join();
});
field("code").addEventListener("input", () => {
  notices.clear();
  giveUp();
  const typed = room();
  showRoom(typed);
  if (typed !== null) history.replaceState(null, "", `#${typed.code}`); // a change of language keeps it
});
element("consent-camera").addEventListener("click", () => lesson?.mode.useCamera());
element("consent-self").addEventListener("click", () => lesson?.mode.useSelf());
element("start-camera").addEventListener("click", () => lesson?.mode.useCamera());
element("pause").addEventListener("click", () => lesson?.mode.togglePause());
element("recalibrate").addEventListener("click", () => lesson?.mode.recalibrate());
element("lost").addEventListener("click", () => lesson?.toggle("lost"));
element("hand").addEventListener("click", () => lesson?.toggle("hand"));
element("stop-waiting").addEventListener("click", () => lesson?.stopWaiting());
element("leave").addEventListener("click", () => lesson?.leave());
element("join-again").addEventListener("click", () => location.reload());
window.setInterval(() => lesson?.session.noteSeen(), SEEN_EVERY_MS);
window.addEventListener("pagehide", () => lesson?.session.noteSeen());
window.addEventListener("hashchange", () => location.reload());
element("join").removeAttribute("disabled"); // until here nobody listened to it
readLink();
