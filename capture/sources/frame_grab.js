/** @file Frame grab: takes the picture that a video shows at this moment, in the way that leaves no copy behind. */

const RGBA_BYTES = 4;
// Of these, four bytes a pixel are a conversion's work; WebKitGTK copies BGRA as it lies, and calls it RGBA.
const PLANAR = ["I420", "I422", "I444", "NV12"];

/**
 * Without a GPU, Chromium keeps a decoded copy of every video frame that is drawn or made a bitmap of, 1.2 MB each, until
 * it holds 450 MB of them; a frame that is copied out is kept nowhere.
 * @param {HTMLVideoElement} video
 * @returns {Promise<VideoFrame | ImageBitmap | null>} null where there is none
 */
export async function grab(video) {
  const frame = frameOf(video);
  if (frame !== null && isPlain(frame, video)) return frame;
  frame?.close();
  return createImageBitmap(video).catch(() => null);
}

/** @param {HTMLVideoElement} video */
function frameOf(video) {
  if (!("VideoFrame" in globalThis)) return null;
  try {
    return new VideoFrame(video);
  } catch {
    return null; // a video between two cameras has none
  }
}

/**
 * Whether the pixels copied out of a frame are the picture that people see: upright, square, and all four bytes of each.
 * @param {VideoFrame & {rotation?: number, flip?: boolean}} frame newer browsers tell how it lies
 * @param {{videoWidth: number, videoHeight: number}} video
 */
export function isPlain(frame, { videoWidth, videoHeight }) {
  const { format, visibleRect, rotation = 0, flip = false } = frame;
  if (rotation !== 0 || flip || !PLANAR.includes(format ?? "")) return false;
  if (visibleRect?.width !== videoWidth || visibleRect.height !== videoHeight) return false;
  return bytesAsRgba(frame) === videoWidth * videoHeight * RGBA_BYTES;
}

/** @param {VideoFrame} frame */
function bytesAsRgba(frame) {
  try {
    return frame.allocationSize({ format: "RGBA" }); // older browsers convert nothing, and take no note of the wish
  } catch {
    return 0;
  }
}
