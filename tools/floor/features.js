/** @file What a script uses of the language and of the browser, by the paths of browser-compat-data. */

import ts from "typescript";
import { isKnown } from "./compatibility.js";

/** @typedef {{path: string, where: string}} Use */

const { SyntaxKind } = ts;

/** @type {Partial<Record<ts.SyntaxKind, string>>} */
const OPERATORS = {
  [SyntaxKind.QuestionQuestionToken]: "javascript.operators.nullish_coalescing",
  [SyntaxKind.QuestionQuestionEqualsToken]: "javascript.operators.nullish_coalescing_assignment",
  [SyntaxKind.AmpersandAmpersandEqualsToken]: "javascript.operators.logical_and_assignment",
  [SyntaxKind.BarBarEqualsToken]: "javascript.operators.logical_or_assignment",
  [SyntaxKind.AsteriskAsteriskToken]: "javascript.operators.exponentiation",
  [SyntaxKind.QuestionDotToken]: "javascript.operators.optional_chaining",
  [SyntaxKind.ArrowFunction]: "javascript.functions.arrow_functions",
  [SyntaxKind.ClassDeclaration]: "javascript.classes",
  [SyntaxKind.TemplateExpression]: "javascript.grammar.template_literals",
  [SyntaxKind.SpreadElement]: "javascript.operators.spread",
  [SyntaxKind.SpreadAssignment]: "javascript.operators.spread.spread_in_object_literals",
  [SyntaxKind.ObjectBindingPattern]: "javascript.operators.destructuring",
  [SyntaxKind.ForOfStatement]: "javascript.statements.for_of",
  [SyntaxKind.ImportDeclaration]: "javascript.statements.import",
  [SyntaxKind.BigIntLiteral]: "javascript.builtins.BigInt",
  [SyntaxKind.ClassStaticBlockDeclaration]: "javascript.classes.static.initialization_blocks",
};

/** @type {[RegExp, string][]} what a regular expression may hold that came late */
const EXPRESSIONS = [
  [/\(\?<[=!]/, "javascript.regular_expressions.lookbehind_assertion"],
  [/\(\?<\w/, "javascript.regular_expressions.named_capturing_group"],
  [/\\p\{/, "javascript.regular_expressions.unicode_character_class_escape"],
  [/\/[a-z]*s[a-z]*$/, "javascript.builtins.RegExp.dotAll"],
  [/\/[a-z]*d[a-z]*$/, "javascript.builtins.RegExp.hasIndices"],
  [/\/[a-z]*v[a-z]*$/, "javascript.builtins.RegExp.unicodeSets"],
];

/**
 * @param {ts.Program} program
 * @param {ts.SourceFile} file
 * @returns {Use[]}
 */
export function featuresOf(program, file) {
  const checker = program.getTypeChecker();
  /** @type {Use[]} */
  const uses = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    for (const path of [...syntaxOf(node), ...namesOf(program, checker, node)].filter(isKnown))
      uses.push({ path, where: place(file, node) });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return uses;
}

/**
 * @param {ts.Node} node
 * @returns {string[]}
 */
function syntaxOf(node) {
  const found = [OPERATORS[node.kind] ?? ""];
  if (ts.isPropertyDeclaration(node) || ts.isMethodDeclaration(node)) found.push(memberPath(node));
  if (ts.isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword)
    found.push("javascript.operators.import");
  if (ts.isBinaryExpression(node) && ts.isPrivateIdentifier(node.left))
    found.push("javascript.classes.private_class_fields_in");
  if (ts.isMetaProperty(node) && node.name.text === "meta") found.push("javascript.operators.import_meta");
  if (ts.isCatchClause(node) && node.variableDeclaration === undefined)
    found.push("javascript.statements.try_catch.optional_catch_binding");
  if (ts.isForOfStatement(node) && node.awaitModifier !== undefined)
    found.push("javascript.statements.for_await_of");
  if (ts.isAwaitExpression(node)) found.push(awaitPath(node));
  if (ts.isNumericLiteral(node) && node.getText().includes("_"))
    found.push("javascript.grammar.numeric_separators");
  if (ts.isRegularExpressionLiteral(node))
    found.push(...EXPRESSIONS.flatMap(([pattern, path]) => (pattern.test(node.text) ? [path] : [])));
  return found;
}

/** @param {ts.PropertyDeclaration | ts.MethodDeclaration} node */
function memberPath(node) {
  const isStatic = node.modifiers?.some(({ kind }) => kind === SyntaxKind.StaticKeyword) === true;
  if (ts.isMethodDeclaration(node))
    return ts.isPrivateIdentifier(node.name) ? "javascript.classes.private_class_methods" : "";
  if (isStatic) return "javascript.classes.static.class_fields";
  return `javascript.classes.${ts.isPrivateIdentifier(node.name) ? "private" : "public"}_class_fields`;
}

/** @param {ts.AwaitExpression} node */
function awaitPath(node) {
  const isInside = ts.findAncestor(node, ts.isFunctionLike) !== undefined;
  return isInside ? "javascript.operators.await" : "javascript.operators.await.top_level";
}

/**
 * @param {ts.Program} program
 * @param {ts.TypeChecker} checker
 * @param {ts.Node} node
 * @returns {string[]} what a name means where a browser's or the language's own library declares it
 */
function namesOf(program, checker, node) {
  if (!ts.isIdentifier(node)) return [];
  const declared = checker.getSymbolAtLocation(node)?.declarations ?? [];
  if (!declared.some((each) => program.isSourceFileDefaultLibrary(each.getSourceFile()))) return [];
  const { parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
  const owners = isMember ? [...declared.flatMap(ownerOf), ...typeNames(checker, parent.expression)] : [];
  const candidates = isMember ? memberPaths(owners, node.text) : globalPaths(node.text);
  const found = candidates.find(isKnown);
  return found === undefined ? [] : [found];
}

/** @param {string} name */
function globalPaths(name) {
  return [`api.${name}`, `javascript.builtins.${name}`, `api.Window.${name}`, `api.EventTarget.${name}`];
}

/**
 * @param {string[]} owners
 * @param {string} name
 */
function memberPaths(owners, name) {
  return owners
    .map((owner) => owner.replace(/^Readonly(Array|Map|Set)$/, "$1").replace(/(?<=.)Constructor$/, ""))
    .flatMap((owner) =>
      /^(Big)?(Ui|I)nt\d+(Clamped)?Array$|^Float\d+Array$/.test(owner) ? [owner, "TypedArray"] : [owner],
    )
    .flatMap((owner) => [
      `javascript.builtins.${owner}.${name}`,
      `javascript.builtins.Intl.${owner}.${name}`,
      `api.${owner}.${name}`,
      `api.${owner}.${name}_static`,
    ]);
}

/**
 * @param {ts.Declaration} declaration
 * @returns {string[]} the interface, or the variable with the type, that it stands in
 */
function ownerOf(declaration) {
  const { parent } = declaration;
  if (ts.isInterfaceDeclaration(parent)) return [parent.name.text];
  if (ts.isTypeLiteralNode(parent) && ts.isVariableDeclaration(parent.parent))
    return [parent.parent.name.getText()];
  return ts.isModuleBlock(parent) ? [parent.parent.name.getText()] : [];
}

/**
 * @param {ts.TypeChecker} checker
 * @param {ts.Expression} expression
 * @returns {string[]} its type and those above it: what a mixin declares, the data list under the type itself
 */
function typeNames(checker, expression) {
  /** @type {Set<string>} */
  const names = new Set();
  /** @param {ts.Type} type */
  const add = (type) => {
    if (type.isUnion()) type.types.forEach(add);
    const name = type.symbol?.name;
    if (name === undefined || names.has(name)) return;
    names.add(name);
    if (type.isClassOrInterface()) checker.getBaseTypes(type).forEach(add);
  };
  add(checker.getApparentType(checker.getTypeAtLocation(expression)));
  return [...names];
}

/**
 * @param {ts.SourceFile} file
 * @param {ts.Node} node
 */
function place(file, node) {
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return `${file.fileName.replace(`${process.cwd()}/`, "")}:${line + 1}`;
}
