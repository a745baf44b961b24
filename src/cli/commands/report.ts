import { dirname, resolve } from 'node:path';
import { writeReports } from '../../pipeline.ts';
import type { Format } from '../../report/index.ts';
import { openRun, readRecord } from '../../store/index.ts';
import { collectFormat, defaultFormats, formatHelp, type AddCommand } from '../command.ts';

export const report: AddCommand = (program, io) => {
  program
    .command('report')
    .description('render an earlier run again')
    .argument('<run>', 'directory of a run, or its run.json')
    .option('--format <id>', formatHelp, collectFormat)
    .addHelpText('after', '\nExamples:\n  $ mystery-shopper report mystery-shopper-report\n  $ mystery-shopper report nightly/run.json --format markdown --format html')
    .action(async (path: string, { format = [...defaultFormats] }: { format?: Format[] }) => {
      const given = resolve(io.directory, path);
      const record = await readRecord(given);
      const store = await openRun(given.endsWith('.json') ? dirname(given) : given);
      const written = await writeReports({ store, formats: format, tell: () => undefined }, record);
      for (const file of written) io.out(`${file}\n`);
    });
};
