/** @file Null object for the lesson writer: the pretend class is kept nowhere. */

/** @typedef {import("../saved_lessons/writer.js").LessonWriter} LessonWriter */

/** Takes what a lesson writer takes, and forgets it at once. */
export class ForgetfulWriter {
  /** @returns {Promise<import("../saved_lessons/store.js").Entry[]>} */
  async restore() {
    return [];
  }

  enterRoom() {}

  start() {}

  addNews() {}

  addMark() {}

  addNote() {}

  setName() {}

  setProgress() {}

  async write() {}

  async finish() {}
}
