import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startFixtureServer } from '../../../fixtures/server.ts';
import { loadPlan } from '../../config/index.ts';
import { formats } from '../../report/index.ts';
import type { AddCommand } from '../command.ts';
import { execute } from '../execute.ts';

const planFile = fileURLToPath(new URL('../../../fixtures/demo.plan.yaml', import.meta.url));

export const demo: AddCommand = (program, io, finish) => {
  program
    .command('demo')
    .description('audit two built-in rival shops and write a report')
    .option('--out <directory>', 'where the report and the evidence go', 'demo-report')
    .option('--quiet', 'no progress')
    .addHelpText('after', '\nOne of the shops, the competitor, has planted faults: the report has much to show.\n\nExample:\n  $ mystery-shopper demo --out /tmp/demo')
    .action(async ({ out, quiet = false }: { out: string; quiet?: boolean }) => {
      const server = await startFixtureServer({ sites: ['fernhill', 'megatents'] });
      try {
        const origins = { ours: server.site('fernhill').origin, rival: server.site('megatents').origin };
        const plan = await loadPlan(planFile, { origins });
        finish(await execute(plan, { format: formats.filter(({ id }) => id === 'html' || id === 'markdown'), quiet }, { directory: resolve(io.directory, out) }, io));
      } finally {
        await server.close();
      }
    });
};
