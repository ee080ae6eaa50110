/** @file Which files a page loads: its entry, what that imports, and what it loads later. */

import { dirname, join } from "node:path";
import ts from "typescript";

/**
 * @param {ts.Program} program
 * @param {string} root
 * @param {string[]} entries paths in the repository
 * @param {string[]} others which end the search
 * @returns {ts.SourceFile[]}
 */
export function filesOf(program, root, entries, others) {
  /** @type {Map<string, ts.SourceFile>} */
  const found = new Map();
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const file = program.getSourceFile(join(root, path));
    if (file === undefined) throw new Error(`There is no script ${path}.`);
    if (found.has(path)) continue;
    found.set(path, file);
    waiting.push(...importsOf(file, path).filter((imported) => !others.includes(imported)));
  }
  return [...found.values()];
}

/**
 * @param {ts.SourceFile} file
 * @param {string} path
 * @returns {string[]} scripts of the repository
 */
function importsOf(file, path) {
  /** @type {string[]} */
  const names = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const name = importedBy(node);
    if (name !== undefined) names.push(name);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names
    .filter((name) => name.endsWith(".js") && /^(\.|\/(student|signals)\/)/.test(name))
    .map((name) => (name.startsWith("/") ? name.slice(1) : join(dirname(path), name)));
}

/**
 * @param {ts.Node} node
 * @returns {string | undefined}
 */
function importedBy(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
    return node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)
      ? node.moduleSpecifier.text
      : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const isLoading =
    node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "importScripts";
  const [name] = node.arguments;
  return isLoading && name !== undefined && ts.isStringLiteral(name) ? name.text : undefined;
}
