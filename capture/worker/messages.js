/** @file Messages between a page and its face worker: their types, for both sides and for the workers of tests. */

/** @typedef {import("../../protocol/messages.js").Label} Label */
/** @typedef {import("../../signals/contract/masks.js").MaskName} MaskName */
/** @typedef {import("../../signals/contract/parameters.js").Settings} Settings */
/** @typedef {import("../../signals/contract/reasons.js").Reason} Reason */
/** @typedef {import("../../signals/labels/expressions.js").Probabilities} Probabilities */
/** @typedef {import("../../signals/pipeline.js").Frame} Frame */
/** @typedef {import("../../signals/pipeline.js").Report} Report */

/** @typedef {"cpu" | "webgl"} Engine what computes the face's landmarks: the processor, or the graphics chip */
/** @typedef {Record<Engine, number>} Times usual milliseconds a picture */
/** @typedef {{engine: Engine, times: Times | null}} Choice `times` is null where the graphics chip's way did not work */
/**
 * What the page knows of engines: choices made before, by the renderer's name, and whether one may be made here.
 * @typedef {{choices: Record<string, Choice>, contest: boolean}} Known
 */
/** @typedef {"software" | "fixed" | "kept" | "contest" | "decided"} EngineReason why the engine is this one */

/** @typedef {{every_s: number, share: number}} Cost what a frame takes: `share` of one core, 0 to 1 */
/** @typedef {"browser" | "unloaded" | "webgl" | "noise" | "worker"} WorkerTrouble `worker` where nothing better is known */
/**
 * What comes beside a label and is for this page alone: how far the calibration is, 0 to 1 and null before the first
 * picture was looked at, and what is missing.
 * @typedef {{progress: number | null, reason: Reason | null}} Aside
 */

// From the page to the worker: `start` once, after `awake`; the rest at any time after that.
/** @typedef {{type: "start", parameters: Record<string, any>, settings: Partial<Settings>, canvas: OffscreenCanvas, known: Known}} StartMessage */
/** @typedef {{type: "frame", picture: ImageBitmap | VideoFrame | null, t_s: number}} FrameMessage `picture` is null where there is no new one */
/** @typedef {{type: "mask", masked: MaskName[]}} MaskMessage cues to leave alone from the next frame on */
/** @typedef {{type: "expressions", on: boolean}} SwitchMessage */
/** @typedef {{type: "recalibrate"}} RecalibrateMessage */
/** @typedef {{type: "personal", on: boolean, weights: readonly number[] | null}} PersonalMessage weights of the student's own model, null where the room's rule tells */
/** @typedef {{type: "means"}} MeansMessage the student says something of this moment */
/** @typedef {StartMessage | FrameMessage | MaskMessage | SwitchMessage | RecalibrateMessage | PersonalMessage | MeansMessage} ToWorker */

// From the worker to the page: `awake` when it listens, `ready` when it can look, `next` for each frame that it wants.
/** @typedef {{type: "awake" | "ready" | "next"}} TurnMessage */
/** @typedef {{type: "failed", trouble: WorkerTrouble, message: string}} FailedMessage `message` is for a developer */
/** @typedef {{type: "lost"}} LostMessage the WebGL context was taken away */
/** @typedef {Choice & {type: "engine", renderer: string, reason: EngineReason}} EngineMessage */
/** @typedef {{type: "expressions", probabilities: Probabilities | null, restsSmiling: boolean}} ExpressionsMessage */
/** @typedef {{type: "means", means: number[] | null}} ToldMeansMessage five cue means of the last seconds, on a tag alone; null where too little was measured */
/** @typedef {Label & Aside & {type: "report", cost: Cost}} LabelMessage all that a student's page is told of a frame */
/** @typedef {TurnMessage | FailedMessage | LostMessage | EngineMessage | ExpressionsMessage | ToldMeansMessage | LabelMessage} FromWorker */

/** @typedef {Report & {type: "report", seen: Frame, cost: Cost}} DevReportMessage what the developer's page is told instead */
/** @typedef {Exclude<FromWorker, LabelMessage> | DevReportMessage} FromDevWorker */

/** @typedef {{postMessage(message: FromWorker | FromDevWorker): void, addEventListener(type: "message", listener: (event: MessageEvent<ToWorker>) => void): void}} Port the page, as the worker sees it */

export {};
