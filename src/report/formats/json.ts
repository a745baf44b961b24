import { z } from 'zod';
import { RunRecord } from '../../model/record.ts';
import type { TextFormat } from './format.ts';

/** JSON Schema (draft 2020-12) of run.json. */
export function recordJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(RunRecord, { io: 'output' });
}

/** The record itself: every number of the report is in here. */
export const json: TextFormat = {
  id: 'json',
  fileName: 'run.json',
  render: async (record) => `${JSON.stringify(record, null, 2)}\n`,
};
