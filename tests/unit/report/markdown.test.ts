import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { RunRecord } from '../../../src/model/record.ts';
import { maxLines, plainMarkdown } from '../../../src/report/comment.ts';
import { textOf } from '../../../src/report/formats/format.ts';
import { markdown } from '../../../src/report/formats/markdown.ts';

const render = async (record: RunRecord): Promise<string> => textOf(await markdown.render(record, { readArtefact: () => Promise.reject(new Error('a comment has no pictures')) }));

const many = <T>(items: readonly T[]): T[] => Array.from({ length: 40 }, () => items).flat();

test('text of a page is text: no markup, no mention, no link, no reference', () => {
  expect(plainMarkdown('<b>*x*</b> @someone #12 [a](https://x) `c` | d\n\n# e')).toBe('&lt;b&gt;\\*x\\*&lt;/b&gt; &#64;someone &#35;12 \\[a\\](https&#58;//x) \\`c\\` &#124; d &#35; e');
});

test('an address without a scheme becomes no link either', () => {
  expect(plainMarkdown('see www.evil.example and WWW.evil.example')).toBe('see www&#46;evil.example and WWW&#46;evil.example');
});

test('long text is cut', () => {
  expect(plainMarkdown('x'.repeat(500), 10)).toBe(`${'x'.repeat(10)}…`);
});

describe('the comment', () => {
  test('is at most 60 lines however much there is to say', async () => {
    const record = goldenRecord();
    const findings = many(record.findings).map((finding, index) => ({ ...finding, id: `${finding.id}${index}`, advice: `${finding.advice}${index}` }));
    const text = await render({ ...record, gates: many(record.gates), findings, touchpoints: many(record.touchpoints) });
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(maxLines);
    expect(text.match(/<details>/g)).toHaveLength(1);
    expect(text.match(/<\/details>/g)).toHaveLength(1);
    expect(text).toContain('every number is in report.html');
  });

  test('says so where there is nothing to do', async () => {
    const text = await render({ ...goldenRecord(), findings: [], gates: [] });
    expect(text).toContain('Nothing to do was found in what was measured.');
    expect(text).not.toContain('| Gate |');
  });

  test('carries no markup of the audited pages', async () => {
    expect((await render(goldenRecord())).match(/<(script|img|b)\b/)).toBeNull();
  });
});
