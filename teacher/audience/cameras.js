/** @file The choice of cameras, once the browser names them: the hall's own is rarely the first. */

import { element } from "../../look/dom.js";
import { text } from "../text.js";

/** @param {import("./tracker.js").AudienceTracker} tracker */
export async function offerCameras(tracker) {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  const cameras = devices.filter(({ kind, deviceId }) => kind === "videoinput" && deviceId !== "");
  const select = /** @type {HTMLSelectElement} */ (element("audience-camera"));
  element("audience-camera-field").hidden = cameras.length < 2;
  select.replaceChildren(
    ...cameras.map(({ deviceId, label }, place) => {
      const number = place + 1;
      return new Option(label || text("audience.camera_number", { number }), deviceId);
    }),
  );
  select.value = tracker.camera.current;
  select.onchange = () => void tracker.useCamera(select.value);
}
