/** @file Engine words: what the page says, under Details, of the engine that finds the face. */

import { text } from "../panels/text.js";

/** @param {import("../../capture/worker/messages.js").EngineMessage} told */
export function engineWords({ engine, times, renderer, reason }) {
  if (reason === "software" || reason === "fixed" || reason === "contest")
    return text(`engine.${reason}`, { renderer });
  const words = times === null ? text("engine.only_cpu", { renderer }) : timesWords(engine, times, renderer);
  return reason === "kept" ? `${words} ${text("engine.kept")}` : words;
}

/**
 * @param {import("../../capture/worker/messages.js").Engine} engine
 * @param {import("../../capture/worker/messages.js").Times} times
 * @param {string} renderer
 */
function timesWords(engine, times, renderer) {
  const [cpu, webgl] = [Math.round(times.cpu), Math.round(times.webgl)];
  return text(`engine.${engine}`, { renderer, cpu, webgl });
}
