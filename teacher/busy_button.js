/** @file Busy button: shows that what was asked for is under way, and takes no second press meanwhile (`aria-busy`). */

/**
 * Do something that takes time: while it is under way the button says so, and another press is none.
 * @param {HTMLElement} button
 * @param {() => Promise<unknown>} work
 */
export async function whileBusy(button, work) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    button.removeAttribute("aria-busy");
  }
}
