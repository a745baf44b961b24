import { resolve } from 'node:path';
import { baselines, readRecord, type BaselineEntry } from '../../store/index.ts';
import type { AddCommand } from '../command.ts';
import { plainTable } from '../table.ts';

function row(entry: BaselineEntry): string[] {
  return entry.readable ? [entry.name, entry.run, entry.date, entry.sites.join(', '), entry.browser] : [entry.name, 'not readable', '', '', entry.reason];
}

export const baseline: AddCommand = (program, io) => {
  const command = program
    .command('baseline')
    .description('keep a run as a named baseline, or list those there are')
    .addHelpText('after', '\nExamples:\n  $ mystery-shopper baseline save main mystery-shopper-report\n  $ mystery-shopper baseline list\n  $ mystery-shopper run plan.yaml --baseline main');
  command
    .command('save')
    .description('keep a run under a name')
    .argument('<name>')
    .argument('<run>', 'directory of a run, or its run.json')
    .action(async (name: string, path: string) => {
      const file = await baselines(io.directory).save(name, await readRecord(resolve(io.directory, path)));
      io.out(`${file}\n`);
    });
  command
    .command('list')
    .description('list the baselines of this directory')
    .action(async () => {
      const saved = await baselines(io.directory).list();
      io.out(saved.length === 0 ? 'No baselines here yet.\n' : plainTable({ headings: ['name', 'run', 'finished', 'sites', 'browser'], rows: saved.map(row) }));
    });
};
