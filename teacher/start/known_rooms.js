/** @file Known rooms on the start page: go back to a board that is still open, or have this browser forget its key. */

import { byRole } from "../../look/dom.js";
import { dateText } from "../../look/locale.js";
import { forgetRoom, knownRooms } from "../known_rooms.js";
import { text } from "../text.js";

/** @typedef {import("../known_rooms.js").KnownRoom} KnownRoom */

/** Show the rooms that were opened in this browser and are not over, nothing where there are none. */
export function showRooms() {
  const rooms = knownRooms().filter(({ token }) => token !== "");
  byRole(document, "room-list").replaceChildren(...rooms.map(roomItem));
  byRole(document, "rooms").hidden = rooms.length === 0;
}

/** @param {KnownRoom} room */
function roomItem({ code, token, policy, name, openedAt }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const facts = document.createElement("span");
  const forget = document.createElement("button");
  const title = name === "" ? code : name;
  link.href = `/t#${token}`;
  link.dataset.role = "known-room";
  link.dataset.code = code;
  link.dir = "auto";
  link.textContent = title;
  facts.className = "soft";
  const opened = dateText(openedAt, { dateStyle: "medium", timeStyle: "short" });
  facts.textContent = text("rooms.item", { code, policy: text(`policy.${policy}`), opened });
  forget.type = "button";
  forget.dataset.role = "forget-room";
  forget.textContent = text("rooms.forget");
  forget.setAttribute("aria-label", text("rooms.forget_which", { name: title }));
  forget.addEventListener("click", () => {
    forgetRoom(code);
    showRooms();
    byRole(document, byRole(document, "rooms").hidden ? "create-room" : "rooms-title").focus();
  });
  item.append(link, facts, forget);
  return item;
}
