/** @file Fastest engine: a FaceMesh detector that starts on the processor and changes to the engine that wins the race. */

import { EngineRace } from "./engine_race.js";
import { isSoftware } from "./renderer.js";

/** @typedef {import("./messages.js").Engine} Engine */
/** @typedef {import("./messages.js").Choice} Choice */
/** @typedef {import("./messages.js").EngineReason} EngineReason */
/** @typedef {import("./face_mesh.js").EngineDetector} EngineDetector */

/**
 * @param {EngineDetector} faceMesh
 * @param {import("./messages.js").Known} known
 * @param {(message: import("./messages.js").EngineMessage) => void} tell
 * @returns {import("./observer.js").Detector}
 */
export function quickest(faceMesh, known, tell) {
  const { renderer, strokes } = faceMesh;
  const software = isSoftware(renderer);
  const kept = known.choices[renderer] ?? null;
  /** @type {(choice: Choice, reason: EngineReason) => void} */
  const say = (choice, reason) => tell({ type: "engine", renderer, reason, ...choice });
  /** @type {(engine: Engine) => import("./observer.js").Detector} */
  const only = (engine) => ({ strokes, detect: (picture) => faceMesh.detect(picture, engine) });

  if (software || !known.contest) {
    say({ engine: "cpu", times: null }, software ? "software" : "fixed");
    return only("cpu");
  }
  if (kept !== null) {
    say(kept, "kept");
    return only(kept.engine);
  }
  say({ engine: "cpu", times: null }, "contest");
  return racing(faceMesh, (choice) => say(choice, "decided"));
}

/**
 * @param {EngineDetector} faceMesh
 * @param {(choice: Choice) => void} onDecided
 * @returns {import("./observer.js").Detector}
 */
function racing(faceMesh, onDecided) {
  const race = new EngineRace();
  let seen = { tookMs: 0, faces: 0 };

  /** @param {ImageBitmap | ImageData} picture */
  async function detect(picture) {
    const began = performance.now();
    const faces = await faceMesh.detect(picture, race.engine);
    seen = { tookMs: performance.now() - began, faces: faces.length };
    return faces;
  }

  return {
    strokes: faceMesh.strokes,
    async detect(picture) {
      try {
        return await detect(picture);
      } catch (error) {
        if (race.engine === "cpu" || race.choice !== null) throw error;
        onDecided(race.fail());
        return detect(picture);
      }
    },
    judged({ state }) {
      if (race.choice !== null) return;
      race.update({ ...seen, labelled: state !== "calibrating" });
      if (race.choice !== null) onDecided(race.choice);
    },
  };
}
