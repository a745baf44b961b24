import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node, type Pair } from 'yaml';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import type { Path, Problem } from './problem.ts';

/** Counted from 1. */
export interface Position {
  line: number;
  column: number;
}

/** A plan as data, and where in its file each part of it stands. */
export interface PlanSource {
  file: string;
  data: unknown;
  /** undefined: the format has no positions. */
  positionOf(problem: Pick<Problem, 'path' | 'of'>): Position | undefined;
  /** What is wrong with the text itself, though it can be read. */
  problems: readonly (Problem & { position: Position })[];
}

/** Syntax errors follow from one another; the first ones tell. */
const shownErrors = 3;

/** Reads YAML or JSON, which is YAML too. Throws PLAN_UNREADABLE. */
export function readSource(file: string, text: string): PlanSource {
  const lines = new LineCounter();
  // Known tags would make sets, dates and binary data, which no plan needs.
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, prettyErrors: false, stringKeys: true, resolveKnownTags: false });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };

  const syntax = [...document.errors, ...document.warnings].filter((error) => error.code !== 'DUPLICATE_KEY').sort((a, b) => a.pos[0] - b.pos[0]);
  if (syntax.length > 0) {
    const shown = syntax.slice(0, shownErrors).map((error) => ({ ...position(error.pos[0]), text: error.message }));
    throw new KnownError(errors.planUnreadable, shown.map(({ line, column, text }) => `${file}:${line}:${column} This cannot be read: ${text.trim()}`).join('\n'), {
      hint: 'Indent with spaces, two for each level, and put text that holds `: `, `#` or quotes in quotes.',
      locations: shown.map(({ line, column }) => ({ file, line, column })),
    });
  }
  if (document.contents === null) throw new KnownError(errors.planUnreadable, `${file} is empty. A plan names sites, personas and journeys.`, { locations: [{ file }] });

  return {
    file,
    data: dataOf(document, file),
    positionOf: (problem) => position(offsetOf(document, problem)),
    problems: duplicatesIn(document).map(({ path, offset }) => ({
      path,
      of: 'key',
      found: `the key \`${path.at(-1)}\` a second time`,
      expected: 'each key once',
      position: position(offset),
    })),
  };
}

function dataOf(document: Document, file: string): unknown {
  try {
    const data: unknown = document.toJS();
    // Throws when an alias stands inside of what it repeats.
    JSON.stringify(data);
    return data;
  } catch (cause) {
    throw new KnownError(errors.planUnreadable, `${file} repeats itself without end, or too often, through its aliases (*name). Write these parts out.`, { locations: [{ file }], cause });
  }
}

/** Keys that a mapping has more than once, each time but the first. */
function duplicatesIn(document: Document): { path: Path; offset: number }[] {
  const found: { path: Path; offset: number }[] = [];
  visit(document, {
    Map(_, map, ancestors) {
      const seen = new Set<string>();
      for (const pair of map.items) {
        const key = keyOf(pair);
        if (seen.has(key) && isScalar(pair.key)) found.push({ path: [...pathOf([...ancestors, map]), key], offset: pair.key.range?.[0] ?? 0 });
        seen.add(key);
      }
    },
  });
  return found;
}

function pathOf(ancestors: readonly (Document | Node | Pair)[]): Path {
  return ancestors.flatMap((ancestor, index): (string | number)[] => {
    const next = ancestors[index + 1];
    if (isMap(ancestor)) return ancestor.items.filter((pair) => pair === next).map(keyOf);
    if (isSeq(ancestor)) return [ancestor.items.indexOf(next)];
    return [];
  });
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

/** Offset of what a problem is about; of the nearest thing around it that the text has. */
function offsetOf(document: Document, { path, of }: Pick<Problem, 'path' | 'of'>): number {
  let node = document.contents as Node | null;
  let offset = node?.range?.[0] ?? 0;
  const steps = of === 'absence' ? path.slice(0, -1) : path;
  for (const [index, part] of steps.entries()) {
    const last = index === steps.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => keyOf(item) === String(part));
      if (pair === undefined) return offset;
      const key = isScalar(pair.key) ? pair.key.range?.[0] : undefined;
      node = resolved(document, pair.value as Node | null);
      const empty = node === null || (isScalar(node) && node.source === '' && node.type === 'PLAIN');
      offset = (last && (of !== 'value' || empty) ? key : node?.range?.[0]) ?? key ?? offset;
    } else if (isSeq(node)) {
      node = resolved(document, node.items[Number(part)] as Node | undefined ?? null);
      offset = node?.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

function resolved(document: Document, node: Node | null): Node | null {
  return node !== null && 'source' in node && 'resolve' in node ? (node.resolve(document) ?? null) : node;
}
