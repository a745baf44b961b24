import { checkMachine, type Check } from '../../doctor.ts';
import type { AddCommand } from '../command.ts';
import { paint } from '../paint.ts';

const signs: Record<Check['state'], string> = { ok: '✓', warning: '!', missing: '✗' };

export const doctor: AddCommand = (program, io, finish) => {
  program
    .command('doctor')
    .description('check this machine: browser, fonts, memory, noise; what is missing and how to get it')
    .option('--browser <path>', 'Chrome or Chromium to check')
    .option('--json', 'print the checks as JSON')
    .addHelpText('after', '\nEnds with 0 if a run can be made here, with 3 if something it needs is missing.\n\nExample:\n  $ mystery-shopper doctor')
    .action(async ({ browser, json = false }: { browser?: string; json?: boolean }) => {
      const checks = await checkMachine({ browser: browser ?? null, environment: io.environment });
      const color = paint(io);
      const tint = { ok: color.green, warning: color.yellow, missing: color.red };
      io.out(
        json
          ? `${JSON.stringify(checks, null, 2)}\n`
          : checks.map(({ state, name, found, advice }) => `${tint[state](signs[state])} ${name}: ${found}\n${advice === undefined ? '' : `    ${advice}\n`}`).join(''),
      );
      if (checks.some(({ state }) => state === 'missing')) finish(3);
    });
};
