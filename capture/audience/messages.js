/** @file Messages between the room camera's page and its worker: their types. */

/** @typedef {import("../../signals/audience/areas.js").Area} Area */
/** @typedef {import("../../signals/audience/counting.js").Tellable} Tellable */
/** @typedef {import("../worker/messages.js").WorkerTrouble} WorkerTrouble */
/** @typedef {"count" | "direction"} Told what the room was made for */

// From the page to the worker: `start` once, after `awake`; the rest at any time after that.
/** @typedef {{type: "start", parameters: Record<string, any>, told: Told, canvas: OffscreenCanvas}} StartMessage */
/** @typedef {{type: "frame", picture: ImageBitmap | VideoFrame | null}} FrameMessage `picture` is null where there is no new one */
/** @typedef {{type: "areas", areas: Area[]}} AreasMessage what does not count from the next picture on */
/** @typedef {StartMessage | FrameMessage | AreasMessage} ToAudienceWorker */

// From the worker to the page: nothing but whole numbers comes of a picture.
/** @typedef {{type: "awake" | "ready" | "next"}} TurnMessage `next` for each picture that it wants */
/** @typedef {{type: "failed", trouble: WorkerTrouble, message: string}} FailedMessage `message` is for a developer */
/** @typedef {{type: "lost"}} LostMessage the WebGL context was taken away */
/** @typedef {{type: "counted", counts: Tellable, took_ms: number}} CountedMessage */
/** @typedef {TurnMessage | FailedMessage | LostMessage | CountedMessage} FromAudienceWorker */

/** @typedef {{postMessage(message: FromAudienceWorker): void, addEventListener(type: "message", listener: (event: MessageEvent<ToAudienceWorker>) => void): void}} AudiencePort the page, as the worker sees it */

export {};
