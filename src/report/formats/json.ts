import { z } from 'zod';
import { RunRecord, isGrowing, type LongRecord } from '../../model/record.ts';
import type { TextFormat } from './format.ts';

/** JSON Schema (draft 2020-12) of run.json. */
export function recordJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(RunRecord, { io: 'output' });
}

/** As JSON.stringify(record, null, 2) would have it, item by item: the text of a long run is longer than one text may be. */
function* pieces(record: LongRecord): Generator<string> {
  let separator = '{';
  for (const [key, value] of Object.entries(record)) {
    if (value === undefined) continue;
    yield `${separator}\n  ${JSON.stringify(key)}: `;
    if (isGrowing(key)) yield* list(record[key]);
    else yield indented(value, '  ');
    separator = ',';
  }
  yield '\n}\n';
}

function* list(items: Iterable<unknown>): Generator<string> {
  let separator = '[';
  for (const item of items) {
    yield `${separator}\n    ${indented(item, '    ')}`;
    separator = ',';
  }
  yield separator === '[' ? '[]' : '\n  ]';
}

const indented = (value: unknown, by: string): string => JSON.stringify(value, null, 2).replaceAll('\n', `\n${by}`);

/** The record itself: every number of the report is in here. */
export const json: TextFormat = {
  id: 'json',
  fileName: 'run.json',
  render: async (record) => pieces(record),
};
