import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import type { RunRecord } from '../../../src/model/record.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';
import { conditions, measurement, metric, record } from '../compare/make.ts';

/** What `baseline compare` says of a run held against an earlier one. */
async function compared(then: Partial<RunRecord>, now: Partial<RunRecord>): Promise<string> {
  const directory = await temporaryDirectory();
  let out = '';
  const call = (...argv: string[]): Promise<number> => main(['baseline', ...argv], { out: (text) => void (out += text), error: (text) => void (out += text), terminal: false, columns: 80, colors: false, environment: {}, directory, now: () => new Date(0), signal: new AbortController().signal });
  for (const [name, changes] of [['then', then], ['now', now]] as const) {
    await mkdir(join(directory, name));
    await writeFile(join(directory, name, 'run.json'), JSON.stringify(record(changes)));
  }
  await call('save', 'main', 'then');
  out = '';
  expect(await call('compare', 'main', 'now')).toBe(0);
  return out;
}

const lcp = (...values: number[]): Partial<RunRecord> => ({ measurements: [measurement(values), measurement(values, { touchpoint: 'checkout' })] });

test('what cannot be told from so few samples is not said to be without a difference', async () => {
  const out = await compared(lcp(1000), lcp(9000));
  expect(out).not.toContain('No difference was found');
  expect(out).toContain('Nothing could be told.');
  expect(out).toContain('0 worse, 0 better, 0 without a difference, 2 that cannot be told from so few samples, 0 could not be compared.');
});

test('where nothing was measured, no difference was found in nothing', async () => {
  const out = await compared(lcp(1000, 1001, 1002), { measurements: [measurement([])] });
  expect(out).not.toContain('No difference was found');
  expect(out).toContain('0 worse, 0 better, 0 without a difference, 1 could not be compared, 1 of the baseline that this run does not have.');
  expect(await compared({}, {})).not.toContain('No difference was found');
});

test('what was measured under other conditions is counted as neither worse nor better', async () => {
  const out = await compared({ ...lcp(1000, 1010, 1020), conditions: conditions({ browser: 'Chromium 155' }) }, lcp(2000, 2010, 2020));
  expect(out).toMatch(/^worse\? +speed\.lcp/mu);
  expect(out).toContain('0 worse, 0 better, 0 without a difference, 2 under other conditions, which tell nothing, 0 could not be compared.');
  expect(out).toContain('the browser (Chromium 155 then, Chromium 156 now): 2 of 2 comparisons');
});

test('says what is worse and what shows no difference', async () => {
  const actions = metric({ id: 'friction.actions', unit: 'count', kind: 'exact' });
  const of = (...values: number[]): Partial<RunRecord> => ({ metrics: [actions], measurements: values.map((value, index) => measurement([value], { metric: actions.id, touchpoint: index === 0 ? 'home' : 'checkout' })) });
  expect(await compared(of(3, 4), of(3, 4))).toContain('No difference was found.\n\n0 worse, 0 better, 2 without a difference, 0 could not be compared.');
  const out = await compared(of(3, 4), of(5, 4));
  expect(out).toMatch(/^worse +friction\.actions +ours, gerry, buy at home +3 → 5 +count$/mu);
  expect(out).toContain('1 worse, 0 better, 1 without a difference, 0 could not be compared.');
  expect(await compared({ ...lcp(1000), metrics: [metric(), actions] }, { metrics: [metric(), actions], measurements: [measurement([1000]), measurement([3], { metric: actions.id })] })).toContain('Nothing could be told.');
});

test('what the baseline has and this run has not is told', async () => {
  const actions = metric({ id: 'friction.actions', unit: 'count', kind: 'exact' });
  const at = (touchpoint: string, values: number[] = [3]) => measurement(values, { metric: actions.id, touchpoint });
  const out = await compared({ metrics: [actions], measurements: [at('home'), at('checkout')] }, { metrics: [actions], measurements: [at('home')] });
  expect(out).toContain('No difference was found in 1 of 2 numbers; of the others nothing can be told.\n\n0 worse, 0 better, 1 without a difference, 0 could not be compared, 1 of the baseline that this run does not have.');
  const inapplicable = await compared({ metrics: [actions], measurements: [at('home'), at('checkout')] }, { metrics: [actions], measurements: [at('home'), { ...at('checkout', []), applicable: false }] });
  expect(inapplicable).toContain('1 of the baseline that this run does not have');
  expect(await compared({ metrics: [actions], measurements: [at('home'), at('checkout', [])] }, { metrics: [actions], measurements: [at('home')] })).toContain('No difference was found.\n');
});
