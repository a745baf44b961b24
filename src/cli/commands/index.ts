import type { AddCommand } from '../command.ts';
import { baseline } from './baseline.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { known } from './known.ts';
import { list } from './list.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { schema } from './schema.ts';

/** In the order of the help. */
export const commands: readonly AddCommand[] = [run, report, baseline, known, list, schema, doctor, demo];
