import { readFile } from 'node:fs/promises';
import { isSeq, parseDocument, stringify } from 'yaml';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import { KnownFindingsFile, type KnownFinding } from '../model/known-findings.ts';
import { explain } from './explain.ts';
import { inFileOrder, locationOf, problemsText, type PlacedProblem } from './format-problems.ts';
import type { Problem } from './problem.ts';
import { readSource } from './source-text.ts';

const head = `# Findings that are known and may stay for a while: gates with \`against: known\` fail on others only.
# Each entry needs a reason, an owner and the last day on which it counts. Take out what is mended.
`;

/** The entries of a file of known findings; null: there is no such file. Throws KNOWN_FINDINGS_INVALID with every problem and its place. */
export async function readKnownFindings(file: string): Promise<KnownFinding[] | null> {
  const text = await textOf(file);
  return text === null ? null : parseKnownFindings(text, file);
}

export function parseKnownFindings(text: string, file: string): KnownFinding[] {
  if (parseDocument(text).contents === null) return [];
  const source = readSource(file, text);
  const own = explain(KnownFindingsFile, source.data);
  const result = KnownFindingsFile.safeParse(source.data);
  const found: Problem[] = own.length > 0 || !result.success ? own : twice(result.data.findings);
  const problems = inFileOrder([...source.problems.map((problem) => ({ ...problem, file })), ...found.map((problem): PlacedProblem => ({ ...problem, file, position: source.positionOf(problem) }))]);
  if (problems.length > 0 || !result.success) throw new KnownError(errors.knownFindingsInvalid, problemsText(problems), { locations: problems.map(locationOf) });
  return result.data.findings;
}

function twice(findings: readonly KnownFinding[]): Problem[] {
  const seen = new Set<string>();
  return findings.flatMap(({ fingerprint }, index) => {
    const first = !seen.has(fingerprint);
    seen.add(fingerprint);
    return first ? [] : [{ path: ['findings', index, 'fingerprint'], of: 'value' as const, found: `the fingerprint ${JSON.stringify(fingerprint)} a second time`, expected: 'each finding once' }];
  });
}

/** The text of the file with entries added and others taken out; comments and order of the rest stay as they are. null: there is no file yet. */
export function changedKnownFindings(text: string | null, { add, remove }: { add: readonly KnownFinding[]; remove: readonly string[] }): string {
  if (text === null || parseDocument(text).contents === null) return head + stringify({ findings: add }, { lineWidth: 0 });
  const document = parseDocument(text);
  const list = document.get('findings');
  if (!isSeq(list)) throw new TypeError('the file was not checked before it was changed');
  list.items = list.items.filter((item) => !remove.includes(fingerprintIn(item)));
  for (const entry of add) list.add(document.createNode(entry));
  list.flow = false;
  return document.toString({ lineWidth: 0 });
}

function fingerprintIn(item: unknown): string {
  return typeof item === 'object' && item !== null && 'get' in item && typeof item.get === 'function' ? String(item.get('fingerprint')) : '';
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new KnownError(errors.knownFindingsInvalid, `${file} cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}.`, { locations: [{ file }], cause });
  }
}
