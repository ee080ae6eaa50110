/** @file Coalescing: a task runs one at a time, and once more where it was asked for while it ran. */

/**
 * @param {() => Promise<void>} task
 * @returns {() => Promise<void>} asks for it, as often as one likes
 */
export function coalesced(task) {
  let running = false;
  let wanted = false;
  return async () => {
    wanted = true;
    if (running) return;
    running = true;
    try {
      while (wanted) {
        wanted = false;
        await task();
      }
    } finally {
      running = false;
    }
  };
}
