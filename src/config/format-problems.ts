import type { SourceLocation } from '../errors/known-error.ts';
import { pathText, type Problem } from './problem.ts';
import type { Position } from './source-text.ts';

/** A problem with its place; without positions the key has to do. */
export interface PlacedProblem extends Problem {
  file: string;
  position: Position | undefined;
}

/** One sentence each: what was found, what was most likely meant, what is expected, what to do. */
export function problemText({ found, suggestion, expected, advice, said }: Problem): string {
  if (said !== undefined) return said;
  const sentences = [`Found ${found}.`, suggestion === undefined ? '' : `Did you mean \`${suggestion}\`?`, `Expected ${expected}.`, advice ?? ''];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** As in plan.yaml:7:11 */
export function placeText({ file, position }: Pick<PlacedProblem, 'file' | 'position'>): string {
  return position === undefined ? file : `${file}:${position.line}:${position.column}`;
}

/** All problems of a plan, in the order of the file. */
export function problemsText(problems: readonly PlacedProblem[]): string {
  const file = problems[0]?.file ?? 'The plan';
  const head = problems.length === 1 ? `${file} has a problem.` : `${file} has ${problems.length} problems.`;
  const entries = problems.map((problem) => [`${placeText(problem)} ${pathText(problem.path)}`.trimEnd(), `  ${problemText(problem)}`].join('\n'));
  return [head, ...entries].join('\n\n');
}

export function locationOf({ file, position, path }: PlacedProblem): SourceLocation {
  return { file, ...position, ...(path.length > 0 ? { key: pathText(path) } : {}) };
}

export function inFileOrder(problems: readonly PlacedProblem[]): PlacedProblem[] {
  const line = ({ position }: PlacedProblem): number => position?.line ?? 0;
  const column = ({ position }: PlacedProblem): number => position?.column ?? 0;
  return [...problems].sort((a, b) => line(a) - line(b) || column(a) - column(b));
}
