/** @file Page status: the room and its rules, the state of the connection, and the notice, as the page shows them. */

import { byRole, setAttribute, setText } from "../../look/dom.js";
import { listText } from "../../look/locale.js";
import { webSocketAddress } from "../../protocol/connection_watch.js";
import { text } from "../text.js";
import { connectionWords } from "./notices.js";

/** @typedef {import("../../protocol/messages.js").TeacherJoined} TeacherJoined */
/** @typedef {import("../../protocol/connection.js").ConnectionState} Line */

/** @param {TeacherJoined} room */
export function showRoom({ role, code, policy, proctoring, anonymous, sensitivity }) {
  document.title = text("board.page_of", { code });
  setText(byRole(document, "room-name"), code);
  const rules = [
    text(`policy.${policy}`),
    sensitivity === "strict" ? "" : text(`rule.${sensitivity}`),
    proctoring ? text("rule.proctoring") : "",
    anonymous ? text("rule.anonymous") : "",
    role === "watcher" ? text("rule.watching") : "",
  ];
  setText(byRole(document, "room-rule"), listText(rules.filter((rule) => rule !== "")));
  document.body.classList.toggle("proctoring", proctoring);
  for (const role of ["proctoring-band", "proctoring-note"]) byRole(document, role).hidden = !proctoring;
  byRole(document, "class").hidden = false;
  byRole(document, "notice").hidden = true;
}

/** @param {string} code of the room whose report this device may have */
export function linkReport(code) {
  for (const role of ["report", "notice-report"])
    byRole(document, role).setAttribute("href", `/lesson#${code}`);
}

/** @param {Line} line */
export function showConnection(line) {
  const element = byRole(document, "connection");
  element.dataset.state = line;
  setText(element, connectionWords(line));
  byRole(document, "tools").hidden = line !== "online" && line !== "offline";
  setAttribute(byRole(document, "reopen"), "aria-busy", String(line === "connecting"));
}

/** @param {import("../../protocol/connection_watch.js").ConnectionTrouble | null} trouble */
export function showConnectionTrouble(trouble) {
  const box = byRole(document, "line-trouble");
  box.hidden = trouble === null;
  if (trouble !== null) setText(box, text(`line_trouble.${trouble}`, { address: webSocketAddress() }));
}

/** @param {import("./notices.js").Notice} notice */
export function showNotice({ title, words, reopens }) {
  setText(byRole(document, "notice-title"), title);
  setText(byRole(document, "notice-text"), words);
  byRole(document, "reopen").hidden = !reopens;
  byRole(document, "notice").hidden = false;
}
