import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Command } from '../run-command.ts';
import { benchFolder } from '../scene.ts';
import { readWork, workOfVisit } from './read-work.ts';
import type { Task, Work } from './work.ts';

const bin = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url));

/** Who visits unless a crawl is told otherwise; for Lighthouse a phone, as it takes one by itself. */
const perTask: Readonly<Record<Task, readonly string[]>> = { axe: [], 'axe and Lighthouse': [] };

export interface Ours {
  command: Command;
  work(): Promise<Work>;
}

/** The crawl of those pages and no others, each of them audited, with its report. */
export async function ours(task: Task, origin: string, paths: readonly string[], environment: Readonly<Record<string, string | undefined>>): Promise<Ours> {
  const directory = `${benchFolder}crawl`;
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  await writeFile(`${directory}/urls.txt`, `${paths.map((path) => origin + path).join('\n')}\n`);
  return {
    command: {
      program: process.execPath,
      arguments: [bin, 'crawl', `${origin}${paths[0] ?? '/'}`, '--urls', 'urls.txt', '--all', ...perTask[task], '--out', 'report', '--quiet'],
      directory,
      environment,
      log: `${directory}/log.txt`,
      timeout: (paths.length + 2) * 60_000,
    },
    work: () => readWork(`${directory}/report/visits`, '*~inspection~1.json', workOfVisit),
  };
}
