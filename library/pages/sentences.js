/** @file Sentences of the watch page: the library's own, and those of the student's page for what both have of a camera. */

/** @type {import("../../look/language.js").Read} */
export async function readWithStudents(folder, language) {
  const folders = folder === "library/pages" ? ["student", folder] : [folder];
  const parts = await Promise.all(
    folders.map(async (each) => {
      const answer = await fetch(`/${each}/locales/${language}.json`);
      if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}`);
      return answer.json();
    }),
  );
  return Object.assign({}, ...parts);
}
