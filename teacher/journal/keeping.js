/** @file What a teacher is told of this device's keeping of lessons, where it does not go as they count on. */

import { byRole, setText } from "../../look/dom.js";
import { text } from "../text.js";
import { isRefusal } from "./database.js";

/** @param {import("./writer.js").Keeping} keeping */
export function showKeeping(keeping) {
  const line = byRole(document, "keeping");
  line.hidden = keeping === "kept";
  if (keeping !== "kept") setText(line, text(keeping === "late" ? "keeping.late" : "keeping.not_kept"));
}

/** @param {unknown} error why the lessons kept here cannot be read */
export function unreadWords(error) {
  return text(isRefusal(error) ? "keeping.refused" : "keeping.unread");
}
