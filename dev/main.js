/** @file The developer's page, put together: a source, what the pipeline says of it, and the file it is recorded to. */

import { CameraSource } from "../capture/sources/camera_frames.js";
import { FileSource } from "../capture/sources/file.js";
import { element, field } from "../look/dom.js";
import { LandmarkFile } from "./landmark_file.js";
import { Observation } from "./observation.js";
import { download, freshCanvas, showCount, showMessage, showReport, showRunning } from "./view.js";

/** @typedef {import("../capture/worker/messages.js").DevReportMessage} DevReportMessage */
/** @typedef {import("./observation.js").Source} Source */

const video = /** @type {HTMLVideoElement} */ (element("video"));

const LOADING = "Loading the face model. The first time this takes some seconds.";

/** @type {Observation | null} */
let observation = null;
let file = new LandmarkFile("nothing");
let began_s = 0;

/** @param {Source} source */
function start(source) {
  file = new LandmarkFile(`${source.name}, FaceMesh in a browser`);
  const settings = { proctoring: field("proctoring").checked };
  observation = new Observation({
    source,
    canvas: freshCanvas(),
    settings,
    onLoading: () => showMessage(LOADING),
    onTold: keep,
    onEnd: end,
  });
  showMessage("");
  showCount(0, 0);
  showRunning(true);
  observation.start();
}

/** @param {DevReportMessage} message of one frame */
function keep({ seen, ...report }) {
  if (!file.fits(seen)) return end(new Error("The picture has changed its size. This recording ends here."));
  if (file.frames === 0) {
    began_s = seen.t_s;
    showMessage("");
  }
  file.add(seen);
  showReport(report);
  return showCount(file.frames, seen.t_s - began_s);
}

/** @param {unknown} trouble null where all is well */
function end(trouble) {
  observation?.stop();
  observation = null;
  showRunning(false);
  showMessage(trouble === null ? "" : messageOf(trouble));
}

/** @param {unknown} trouble */
const messageOf = (trouble) => (trouble instanceof Error ? trouble.message : String(trouble));

async function save() {
  if (observation !== null) end(null);
  const moment = new Date().toISOString().slice(0, "2000-01-01T00:00:00".length).replaceAll(":", "-");
  download(await file.finish(), `landmarks-${moment}.jsonl.gz`);
}

element("start-camera").addEventListener("click", () =>
  start(new CameraSource(video, () => end(new Error("The camera was unplugged.")))),
);
element("choose-file").addEventListener("click", () => field("file").click());
field("file").addEventListener("change", () => {
  const chosen = field("file").files?.[0];
  if (chosen !== undefined) start(new FileSource(video, chosen, Number(field("frames-per-second").value)));
  field("file").value = "";
});
element("stop").addEventListener("click", () => end(null));
element("save").addEventListener("click", save);
