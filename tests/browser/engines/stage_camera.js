/**
 * @file A camera in front of which a face comes and goes: answers `getUserMedia` with a canvas, in any engine.
 * The tests put this script before the student's own, and call `showScene("face")`, `showScene("nobody")` or `showScene("crowd")`.
 */

(() => {
  const FRAMES_PER_SECOND = 15;
  const GRAIN_SIZE_PX = 64;
  // A camera's own grain: a picture that repeats to the bit is a static image, not a student.
  const GRAIN_OPACITY = 0.06;
  const GREY = "#808080";

  const face = new Image();
  face.src = "/stage/face.png";
  const canvas = document.createElement("canvas");
  canvas.width = 640;
  canvas.height = 480;
  const paint = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const grain = makeGrain();
  let scene = "face";

  function makeGrain() {
    const small = document.createElement("canvas");
    small.width = GRAIN_SIZE_PX;
    small.height = GRAIN_SIZE_PX;
    const to = /** @type {CanvasRenderingContext2D} */ (small.getContext("2d"));
    for (let x = 0; x < GRAIN_SIZE_PX; x += 1)
      for (let y = 0; y < GRAIN_SIZE_PX; y += 1) {
        const level = Math.floor(Math.random() * 256);
        to.fillStyle = `rgb(${level}, ${level}, ${level})`;
        to.fillRect(x, y, 1, 1);
      }
    return /** @type {CanvasPattern} */ (paint.createPattern(small, "repeat"));
  }

  function draw() {
    paint.setTransform(1, 0, 0, 1, 0, 0);
    paint.fillStyle = GREY;
    paint.fillRect(0, 0, canvas.width, canvas.height);
    if (scene === "face" && face.complete) paint.drawImage(face, Math.random() - 0.5, Math.random() - 0.5);
    if (scene === "crowd" && face.complete) drawCrowd();
    paint.globalAlpha = GRAIN_OPACITY;
    paint.setTransform(1, 0, 0, 1, -Math.random() * GRAIN_SIZE_PX, -Math.random() * GRAIN_SIZE_PX);
    paint.fillStyle = grain;
    paint.fillRect(0, 0, canvas.width + GRAIN_SIZE_PX, canvas.height + GRAIN_SIZE_PX);
    paint.globalAlpha = 1;
  }

  /** Nine heads, three in a row. */
  function drawCrowd() {
    const [width, height] = [canvas.width / 3, canvas.height / 3];
    for (let place = 0; place < 9; place += 1)
      paint.drawImage(face, (place % 3) * width, Math.floor(place / 3) * height, width, height);
  }

  setInterval(draw, 1000 / FRAMES_PER_SECOND);
  // On the prototype: WebKit forgets what is hung onto `navigator.mediaDevices` itself when it tidies up.
  MediaDevices.prototype.getUserMedia = async () => canvas.captureStream(FRAMES_PER_SECOND);
  MediaDevices.prototype.enumerateDevices = async () => [];
  Object.assign(window, { showScene: (/** @type {string} */ wanted) => (scene = wanted) });
})();
