import type { AddCommand } from '../command.ts';
import { baseline } from './baseline.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { list } from './list.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { schema } from './schema.ts';

/** In the order of the help. */
export const commands: readonly AddCommand[] = [run, report, baseline, list, schema, doctor, demo];
