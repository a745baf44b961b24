import { planJsonSchema } from '../../config/index.ts';
import { recordJsonSchema } from '../../report/index.ts';
import type { AddCommand } from '../command.ts';

export const schema: AddCommand = (program, io) => {
  program
    .command('schema')
    .description('print the JSON Schema of the plan file, for editors')
    .option('--record', 'print that of run.json instead')
    .addHelpText('after', '\nExamples:\n  $ mystery-shopper schema > plan.schema.json\n    and as the first line of plan.yaml:  # yaml-language-server: $schema=./plan.schema.json\n  $ mystery-shopper schema --record')
    .action(({ record }: { record?: boolean }) => io.out(`${JSON.stringify(record === true ? recordJsonSchema() : planJsonSchema(), null, 2)}\n`));
};
