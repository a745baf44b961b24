import { dirname, resolve } from 'node:path';
import { writeReports } from '../../pipeline.ts';
import { formats } from '../../report/index.ts';
import { openRun, readRecord } from '../../store/index.ts';
import { collect, type AddCommand } from '../command.ts';

export const report: AddCommand = (program, io) => {
  program
    .command('report')
    .description('render an earlier run again')
    .argument('<run>', 'directory of a run, or its run.json')
    .option('--format <id>', `${formats.map(({ id }) => id).join(', ')}; may be repeated (default: html)`, collect)
    .addHelpText('after', '\nExamples:\n  $ mystery-shopper report mystery-shopper-report\n  $ mystery-shopper report nightly/run.json --format markdown --format html')
    .action(async (path: string, { format = ['html'] }: { format?: string[] }) => {
      const given = resolve(io.directory, path);
      const record = await readRecord(given);
      const store = await openRun(given.endsWith('.json') ? dirname(given) : given);
      const written = await writeReports({ store, formats: format, tell: () => undefined }, record);
      for (const file of written) io.out(`${file}\n`);
    });
};
