/** @file Storage status: tells the teacher where lessons are not saved, or cannot be read, on this device. */

import { byRole, setText } from "../../look/dom.js";
import { text } from "../text.js";
import { isStorageRefused } from "./database.js";

/** @param {import("./writer.js").StorageStatus} keeping */
export function showStorageStatus(keeping) {
  const line = byRole(document, "keeping");
  line.hidden = keeping === "kept";
  if (keeping !== "kept") setText(line, text(keeping === "late" ? "keeping.late" : "keeping.not_kept"));
}

const AGAIN_MS = 10_000;

/**
 * What a page says that cannot read the lessons kept here, and whether it tries once more by itself.
 * @param {unknown} error
 * @param {() => unknown} again
 */
export function unreadableWords(error, again) {
  const refused = isStorageRefused(error);
  if (!refused) setTimeout(again, AGAIN_MS);
  return text(refused ? "keeping.refused" : "keeping.unread");
}
