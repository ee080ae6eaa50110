/** @file Greeting across frames: tells a page that shows this one inside its own that it has come. */

/** What integrations/side_panel waits for; a page that a server keeps out of frames cannot say it. */
const GREETING = "readroom";

/** Who may show this page is the server's to say; the greeting tells them nothing else. */
export function greetFrame() {
  if (parent !== window) parent.postMessage(GREETING, "*");
}
