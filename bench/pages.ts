import { fileURLToPath } from 'node:url';
import { benchFolder } from './scene.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import type { Command } from './run-command.ts';

/** Pages of the shop that a plain address leads to; peers know no journeys. */
export const paths = ['/', '/tents', '/tents/ridge-2', '/basket', '/delivery', '/contact'];

/** Not throttled, as the peers load pages without throttling too: Lighthouse CI computes a slow line afterwards, sitespeed.io takes none by default. */
export const pagesPersona = 'desktop-control';

const bin = fileURLToPath(new URL('../src/cli/bin.ts', import.meta.url));

/** The whole tool on those pages: one persona, one sample, both passes, judging, comparison and reports. */
export async function wholeTool(origin: string, environment: Readonly<Record<string, string | undefined>>): Promise<Command> {
  const directory = `${benchFolder}pages`;
  const touchpoints = paths.map((path, index) => [`page-${index + 1}`, { stage: 'consideration', steps: [{ visit: path }] }]);
  const plan = {
    name: 'Six pages',
    sites: { shop: { origin, role: 'own' } },
    personas: [pagesPersona],
    samples: 1,
    journeys: { pages: { goal: 'See six pages', touchpoints: Object.fromEntries(touchpoints) } },
  };
  await mkdir(directory, { recursive: true });
  await writeFile(`${directory}/plan.json`, `${JSON.stringify(plan, null, 1)}\n`);
  return { program: process.execPath, arguments: [bin, 'run', 'plan.json', '--out', 'report', '--quiet'], directory, environment, log: `${directory}/log.txt`, timeout: 300_000 };
}
