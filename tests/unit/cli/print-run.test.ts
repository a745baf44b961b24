import { describe, expect, it } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import { printRun } from '../../../src/cli/print-run.ts';
import type { RunRecord } from '../../../src/model/record.ts';

const record = goldenRecord();
const history = record.history ?? undefined;
if (history === undefined) throw new Error('the golden record has a history');

const printed = (changes: Partial<RunRecord>): string => printRun({ ...record, ...changes }, [], { colors: false, environment: {} });

describe('the end of a run', () => {
  it('says why no earlier run is shown, where some were found', () => {
    const leftOut = ['a', 'b', 'c', 'd'].map((name) => ({ file: `${name}/run.json`, reason: 'it is a run of another plan,\u001b[31m Other' }));
    const text = printed({ history: { ...history, runs: [], leftOut, furtherLeftOut: 2 } });
    expect(text).toContain('\nHistory: of what was found no earlier run of this plan can be shown\n  a/run.json: it is a run of another plan, [31m Other\n');
    expect(text).toContain('\n  and 3 more files, see the report\n');
    expect(text).not.toContain('d/run.json');
  });

  it('says nothing of the history where there is one, or nothing was found', () => {
    expect(printed({})).not.toContain('History');
    const { history: _, ...without } = record;
    expect(printRun(without, [], { colors: false, environment: {} })).not.toContain('History');
  });
});
