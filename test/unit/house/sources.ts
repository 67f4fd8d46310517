import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parse } from 'vue/compiler-sfc';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');

export interface Import {
  /** The importing file, relative to the project with forward slashes. */
  from: string;
  /** What is written in the import. */
  specifier: string;
  /** The file of ours that it means, or undefined for a package or a Node module. */
  to: string | undefined;
  /** False for `import type` and its like: gone before anything runs. */
  runs: boolean;
  /** Loaded with `import()`, when something is first needed. */
  later: boolean;
}

const isSource = (name: string): boolean => /\.(ts|vue|mjs|cjs)$/.test(name);

const shortPath = (path: string): string => relative(ROOT, path).split(sep).join('/');

/** All source files below a folder of the project, as paths relative to it; none if it is missing. */
export function sourcesBelow(folder: string): string[] {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isSource(entry.name))
    .map((entry) => shortPath(join(entry.parentPath, entry.name)))
    .sort();
}

function scriptOf(file: string): string {
  const text = readFileSync(join(ROOT, file), 'utf8');
  if (!file.endsWith('.vue')) return text;
  const { descriptor } = parse(text);
  return [descriptor.script?.content, descriptor.scriptSetup?.content].join('\n');
}

/** Whether nothing of the statement is left once types are removed. */
function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

/** Everything that one file imports, re-exports or loads with `import()` of a fixed name. */
export function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, scriptOf(file), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (specifier: ts.Expression | undefined, runs: boolean, later = false): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const name = specifier.text.replace(/\?.*$/, '');
    const to = name.startsWith('.') ? shortPath(resolve(ROOT, dirname(file), name)) : undefined;
    found.push({ from: file, specifier: specifier.text, to, runs, later });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, !isTypeOnly(node));
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], true, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether a file of the project exists, with exactly these letters. */
export function exists(file: string): boolean {
  const path = join(ROOT, file);
  return (
    existsSync(path) && readdirSync(dirname(path)).includes(path.slice(dirname(path).length + 1))
  );
}
