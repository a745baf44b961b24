import { figureOf, type Figure } from '../figures.ts';
import { installPeer } from '../peers/install.ts';
import type { Peer, PeerTask } from '../peers/peer.ts';
import { runCommand } from '../run-command.ts';
import { ours } from './ours.ts';
import type { CrawlPages } from './pages.ts';
import { leftUndone, notFound, sumOf, type Task, type Work, type WorkSum } from './work.ts';

/** A peer that can be run on many pages, and how what it did is read from what it wrote. */
export interface Racer {
  id: string;
  peer: Peer;
  read(directory: string): Promise<Work>;
}

/** How one tool did on the pages of a race. */
export interface ToolFigures {
  version: string;
  /** The whole command, with its start and everything it writes. */
  pagesPerMinute: Figure;
  work: WorkSum;
}

export type RacerFigures = (ToolFigures & { /** Pages per minute of ours over its own, of the same round. */ times: Figure }) | { unavailable: string };

export interface RaceFigures {
  task: Task;
  pages: number;
  ours: ToolFigures;
  peers: Record<string, RacerFigures>;
}

export interface RaceOptions {
  task: Task;
  pages: CrawlPages;
  racers: readonly Racer[];
  rounds: number;
  /** Of Lighthouse, for peers that run it. */
  categories: readonly string[];
  on: Pick<PeerTask, 'browser' | 'browserMajor' | 'environment'>;
  version: string;
  tell(text: string): void;
}

interface Runs {
  version: string;
  /** Seconds by round. */
  seconds: number[];
  work: Work;
}

/**
 * The same pages by ours and by each peer, one after the other; every second round goes the other way round, so that drift of the machine
 * falls on all alike. Who leaves undone what the task asks for has no figures; ours ends the bench then, and also where it finds less than a peer.
 */
export async function race(options: RaceOptions): Promise<RaceFigures> {
  const { task, pages, racers, rounds, tell } = options;
  const mine: Runs = { version: options.version, seconds: [], work: new Map() };
  const theirs = new Map<Racer, Runs | { unavailable: string }>(racers.map((racer) => [racer, { version: '', seconds: [], work: new Map() }]));
  for (let round = 0; round < rounds; round += 1) {
    const turns: (Racer | null)[] = [null, ...racers];
    for (const racer of round % 2 === 0 ? turns : turns.toReversed()) {
      if (racer === null) {
        const { seconds, work } = await runOurs(options);
        mine.seconds.push(seconds);
        mine.work = work;
        tell(`  round ${round + 1} of ${rounds}  mystery-shopper  ${seconds.toFixed(1)} s`);
        continue;
      }
      const known = theirs.get(racer);
      if (known === undefined || 'unavailable' in known) continue;
      const run = await runPeer(racer, options);
      theirs.set(racer, 'unavailable' in run ? run : { version: run.version, seconds: [...known.seconds, run.seconds], work: run.work });
      tell(`  round ${round + 1} of ${rounds}  ${racer.peer.name}  ${'unavailable' in run ? run.unavailable : `${run.seconds.toFixed(1)} s`}`);
    }
  }
  const count = pages.paths.length;
  return {
    task,
    pages: count,
    ours: figuresOf(mine, count),
    peers: Object.fromEntries([...theirs].map(([{ id, peer }, runs]) => [id, 'unavailable' in runs ? runs : comparedWith(mine, runs, count, peer.name)])),
  };
}

function figuresOf({ version, seconds, work }: Runs, pages: number): ToolFigures {
  return { version, pagesPerMinute: figureOf(seconds.map((taken) => (pages * 60) / taken)), work: sumOf(work) };
}

/** Throws where the peer found something that ours did not: the figures would not be of the same work. */
export function comparedWith(mine: Runs, peer: Runs, pages: number, name: string): RacerFigures {
  const missed = notFound(mine.work, peer.work);
  if (missed !== null) throw new Error(`${name} found more than mystery-shopper: ${missed}.`);
  return { ...figuresOf(peer, pages), times: figureOf(peer.seconds.map((taken, round) => taken / (mine.seconds[round] ?? Number.NaN))) };
}

async function runOurs({ task, pages, on }: RaceOptions): Promise<{ seconds: number; work: Work }> {
  const { command, work } = await ours(task, pages.origin, pages.paths, on.environment);
  const outcome = await runCommand(command);
  if (!outcome.ok) throw new Error(`mystery-shopper failed: ${outcome.reason}`);
  const done = await work();
  const undone = leftUndone(done, task, pages.paths, pages.planted);
  if (undone !== null) throw new Error(`mystery-shopper did not do the work: ${undone}.`);
  return { seconds: outcome.seconds, work: done };
}

async function runPeer({ peer, read }: Racer, { task, pages, categories, on, tell }: RaceOptions): Promise<{ version: string; seconds: number; work: Work } | { unavailable: string }> {
  const installed = await installPeer(peer, tell);
  if ('reason' in installed) return { unavailable: installed.reason };
  const command = await peer.command({ ...on, urls: pages.paths.map((path) => pages.origin + path), categories }, installed);
  if ('reason' in command) return { unavailable: command.reason };
  const outcome = await runCommand(command, peer.accepted);
  if (!outcome.ok) return { unavailable: outcome.reason };
  const work = await read(command.directory);
  const undone = leftUndone(work, task, pages.paths, pages.planted);
  return undone === null ? { version: installed.version, seconds: outcome.seconds, work } : { unavailable: `it did not do the work: ${undone}` };
}
