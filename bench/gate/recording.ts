import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { Conditions, GateResult } from '../../src/model/record.ts';
import { Measurement } from '../../src/model/results.ts';

/** What is kept of a real run. */
export const RecordedRun = z.strictObject({
  scenario: z.string(),
  /** Was a program beside it that kept one core busy? */
  hog: z.boolean(),
  /** How many of each it took. */
  samples: z.number().int(),
  seconds: z.number(),
  conditions: Conditions,
  gates: z.array(z.strictObject({ metric: z.string(), outcome: GateResult.shape.outcome, reasons: z.array(z.string()) })),
  /** Of the metrics that have a gate. */
  measurements: z.array(Measurement),
});
export type RecordedRun = z.infer<typeof RecordedRun>;

const Recording = z.strictObject({ schema: z.literal('mystery-shopper/gate-bench@1'), runs: z.array(RecordedRun) });

/** Throws what reading and parsing throw. */
export async function readRecording(file: string): Promise<RecordedRun[]> {
  return Recording.parse(JSON.parse(await readFile(file, 'utf8'))).runs;
}

export async function writeRecording(file: string, runs: readonly RecordedRun[]): Promise<void> {
  await writeFile(file, `${JSON.stringify({ schema: 'mystery-shopper/gate-bench@1', runs })}\n`);
}
