import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vitest/node';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** One thing a file brings in, or takes from its surroundings. */
export interface Use {
  line: number;
  what: string;
}

export interface SourceFile {
  /** From the root of the project, with slashes. */
  path: string;
  /** Lines that are neither blank nor comment. */
  codeLines: number;
  /** Static, dynamic and type imports and re-exports: a path from the root, or the name of a package. Computed: `(computed)`. */
  imports: (Use & { typeOnly: boolean })[];
  /** Names of what it exports. */
  exports: string[];
  /** As in console.log, process.env, Date.now, new Date() */
  surroundings: Use[];
  classes: Use[];
}

/** Every TypeScript file under src/ and audits/. */
export function sourceFiles(): SourceFile[] {
  return ['src', 'audits'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name).split(sep).join('/'))
      .sort()
      .map((path) => readSource(path, readFileSync(join(root, path), 'utf8'))),
  );
}

export function foldersUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** Exported for its own tests. */
export function readSource(path: string, text: string): SourceFile {
  const file: SourceFile = { path, codeLines: codeLinesOf(text), imports: [], exports: [], surroundings: [], classes: [] };
  walk(parseAst(text, { lang: 'ts' }), (node) => {
    const line = text.slice(0, Number(node['start'])).split('\n').length;
    noteImport(file, node, line);
    noteExport(file, node);
    noteSurroundings(file, node, line);
    if (node['type'] === 'ClassDeclaration' || node['type'] === 'ClassExpression') file.classes.push({ line, what: nameOf(node['id']) ?? 'a class' });
  });
  return file;
}

type Node = Record<string, unknown>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  if (!isNode(value)) return;
  visit(value);
  for (const child of Object.values(value)) walk(child, visit);
}

const importing = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression', 'TSImportType', 'TSExternalModuleReference']);

function noteImport(file: SourceFile, node: Node, line: number): void {
  const type = String(node['type']);
  if (importing.has(type)) {
    const from = node['source'] ?? node['expression'];
    if (!isNode(from)) return;
    const typeOnly = type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type';
    file.imports.push({ line, what: typeof from['value'] === 'string' ? resolved(file.path, from['value']) : '(computed)', typeOnly });
  }
  // require('x'), require.resolve('x') and import.meta.resolve('x') bring in a package as well.
  if (type === 'CallExpression' && isNode(node['callee'])) {
    const [first] = Array.isArray(node['arguments']) ? (node['arguments'] as unknown[]) : [];
    const callee = node['callee'];
    const called = nameOf(callee) ?? nameOf(callee['property']);
    const resolves = called === 'require' || (called === 'resolve' && ['require', undefined].includes(nameOf(callee['object'])) && callee['type'] === 'MemberExpression');
    if (resolves && isNode(first) && typeof first['value'] === 'string') file.imports.push({ line, what: resolved(file.path, first['value']), typeOnly: false });
  }
}

function resolved(from: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : specifier;
}

function noteExport(file: SourceFile, node: Node): void {
  if (node['type'] !== 'ExportNamedDeclaration') return;
  const { declaration, specifiers } = node;
  if (isNode(declaration)) {
    const declared = Array.isArray(declaration['declarations']) ? (declaration['declarations'] as unknown[]) : [declaration];
    file.exports.push(...declared.flatMap((item) => (isNode(item) ? (nameOf(item['id']) ?? []) : [])));
  }
  if (Array.isArray(specifiers)) file.exports.push(...specifiers.flatMap((item: unknown) => (isNode(item) ? (nameOf(item['exported']) ?? []) : [])));
}

const globals = new Set(['console', 'process', 'Math', 'Date', 'performance', 'crypto', 'globalThis']);

function noteSurroundings(file: SourceFile, node: Node, line: number): void {
  if (node['type'] === 'MemberExpression') {
    const [object, property] = [nameOf(node['object']), nameOf(node['property'])];
    if (object !== undefined && globals.has(object) && isNode(node['object']) && node['object']['type'] === 'Identifier') file.surroundings.push({ line, what: `${object}.${property ?? '(computed)'}` });
  }
  const withoutArguments = Array.isArray(node['arguments']) && node['arguments'].length === 0;
  if (node['type'] === 'NewExpression' && nameOf(node['callee']) === 'Date' && withoutArguments) file.surroundings.push({ line, what: 'new Date()' });
}

function nameOf(node: unknown): string | undefined {
  return isNode(node) && typeof node['name'] === 'string' ? node['name'] : undefined;
}

function codeLinesOf(text: string): number {
  return text.split('\n').filter((line) => !/^\s*($|\/\/|\/\*|\*)/.test(line)).length;
}
