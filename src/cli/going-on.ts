import { relative } from 'node:path';
import type { RunRecord } from '../model/record.ts';
import type { Unfinished } from '../model/unfinished.ts';
import type { Io } from './io.ts';
import { commandLine } from './pasteable.ts';
import { printable } from './printable.ts';

/** Where a run stands: a new one, or one that goes on. */
export interface RunPlace {
  directory: string;
  /** The command line that begins it, where it needs no plan file. */
  command?: Unfinished['command'];
  resume?: Unfinished;
  /** Words of the command line: with --resume they go on with the run. Absent: nothing does. */
  typed?: readonly string[];
}

/** What to do where a run was cut short, a limit has ended it or not all could be measured, with the command that goes on with it; null: it came to its end, or cannot go on. */
export function howToGoOn({ crawl, coverage, verdict }: Pick<RunRecord, 'crawl' | 'coverage' | 'verdict'>, { directory, typed }: RunPlace, io: Pick<Io, 'directory' | 'environment' | 'signal'>): string | null {
  const atLimit = crawl?.ended === 'limit';
  const hasGaps = verdict.outcome === 'incomplete' && coverage.valid < coverage.expected;
  if (typed === undefined || (!io.signal.aborted && !atLimit && !hasGaps)) return null;
  const words = typed.filter((word, at) => word !== '--resume' && typed[at - 1] !== '--resume' && !word.startsWith('--resume='));
  const command = `\n  ${commandLine([...words, '--resume', relative(io.directory, directory) || '.'], io)}\n`;
  if (io.signal.aborted) return `This can go on:${command}`;
  if (!atLimit) return `What could not be measured can be tried again, beside what was measured:${command}`;
  const because = printable(crawl.because ?? 'it came to a limit');
  if (crawl.endedBy === 'busy') return `This can go on once the site may be asked again (${because}):${command}`;
  return `The crawl ended since ${because}. It can go on, beyond a limit once that is raised:${command}`;
}
