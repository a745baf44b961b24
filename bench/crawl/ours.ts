import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Command } from '../run-command.ts';
import { benchFolder } from '../scene.ts';
import { readWork, workOfVisit } from './read-work.ts';
import type { Task, Work } from './work.ts';

const bin = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url));

interface Way {
  /** Options by which a crawl does what is asked and little else: no visits are timed. */
  options: readonly string[];
  /** Where it keeps what it recorded, in its report. */
  evidence: string;
}

const ways: Readonly<Record<Task, Way>> = {
  // Every page in the light lane, on a desktop as the peer does (pa11y 9.1: a window of 1280 by 1024). One of them is inspected in full
  // beside that, with its walks: a crawl always has a sample.
  axe: { options: ['--light', '--persona', 'desktop-control', '--per-template', '1', '--samples', '0'], evidence: 'light' },
  'axe and Lighthouse': { options: ['--all', '--samples', '0'], evidence: 'visits' },
};

export interface Ours {
  command: Command;
  work(): Promise<Work>;
}

/** The crawl of those pages and no others, with its report. */
export async function ours(task: Task, origin: string, paths: readonly string[], environment: Readonly<Record<string, string | undefined>>): Promise<Ours> {
  const directory = `${benchFolder}crawl`;
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  await writeFile(`${directory}/urls.txt`, `${paths.map((path) => origin + path).join('\n')}\n`);
  return {
    command: {
      program: process.execPath,
      arguments: [bin, 'crawl', `${origin}${paths[0] ?? '/'}`, '--urls', 'urls.txt', '--per-group', String(paths.length), ...ways[task].options, '--out', 'report', '--quiet'],
      directory,
      environment,
      log: `${directory}/log.txt`,
      timeout: (paths.length + 2) * 60_000,
    },
    work: () => readWork(`${directory}/report/${ways[task].evidence}`, '*~inspection~1.json', workOfVisit),
  };
}
