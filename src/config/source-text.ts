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

  const faults = [...syntaxErrors(document), ...aliasesAstray(document)].sort((a, b) => a.offset - b.offset).slice(0, shownErrors);
  if (faults.length > 0) {
    const shown = faults.map(({ offset, message }) => ({ ...position(offset), message }));
    throw new KnownError(errors.planUnreadable, shown.map(({ line, column, message }) => `${file}:${line}:${column} This cannot be read: ${message}.`).join('\n'), {
      hint: hintFor(file),
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

function hintFor(file: string): string {
  return /\.json$/i.test(file)
    ? 'JSON wants names and texts in double quotes and a comma between entries.'
    : 'Indent with spaces, two for each level, and put text that holds `: `, `#` or quotes in quotes.';
}

interface Fault {
  offset: number;
  message: string;
}

/** A tag that is not known is only a warning to the parser, but what it stands for would be lost. */
function syntaxErrors(document: Document): Fault[] {
  return [...document.errors, ...document.warnings]
    .filter(({ code }) => code !== 'DUPLICATE_KEY')
    .map(({ pos, message }) => ({ offset: pos[0], message: message.trim().replace(/\.$/, '') }));
}

/** Aliases of nothing, and those inside of what they repeat. */
function aliasesAstray(document: Document): Fault[] {
  const found: Fault[] = [];
  visit(document, {
    Alias(_, alias, ancestors) {
      const offset = alias.range?.[0] ?? 0;
      const target = alias.resolve(document);
      if (target === undefined) found.push({ offset, message: `nothing above has the anchor &${alias.source}` });
      else if (ancestors.includes(target)) found.push({ offset, message: `*${alias.source} stands inside of what it repeats` });
    },
  });
  return found;
}

function dataOf(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw new KnownError(errors.planUnreadable, `${file} repeats too much through its aliases (*name). Write these parts out.`, { locations: [{ file }], cause });
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
