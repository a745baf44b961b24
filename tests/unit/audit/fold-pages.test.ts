import { describe, expect, test } from 'vitest';
import { openPageFold } from '../../../src/audit/fold-pages.ts';
import type { Metric } from '../../../src/model/metric.ts';
import type { AuditOutcome, FindingDraft } from '../../../src/model/results.ts';

const metric = (changes: Partial<Metric>): Metric => ({ id: 'accessibility.violations', title: 'Violations', unit: 'count', better: 'lower', kind: 'exact', pass: 'inspection', overJourney: 'sum', why: 'why', how: 'how', source: { title: 'WCAG', year: 2023 }, ...changes });
const audit = { id: 'accessibility/axe', area: 'accessibility', metrics: [metric({}), metric({ id: 'accessibility.wait', kind: 'timing' }), metric({ id: 'accessibility.seen', pass: 'experience' })] } as const;
const draft = (key: string, changes: Partial<FindingDraft> = {}): FindingDraft => ({ kind: 'pain-point', severity: 'moderate', title: `Title of ${key}`, advice: 'Mend it.', direction: 'do', key, confidence: 'B', effort: 'small', ...changes });
const page = (url: string, template: string, outcome: AuditOutcome, of = 'accessibility/axe') => ({ url, template, results: { visit: url, outcomes: [{ touchpoint: 'page', audit: of, outcome }] } });
const measured = (value: number, findings: FindingDraft[] = []): AuditOutcome => ({ status: 'measured', values: { 'accessibility.violations': value, 'accessibility.wait': 9 }, findings });

describe('results of many pages', () => {
  test('add up by kind of page, with what has no value counted apart', () => {
    const fold = openPageFold<string>([audit]);
    for (const [at, value] of [4, 1, 7].entries()) fold.add(page(`/p/${at}`, 'p', measured(value)));
    fold.add(page('/p/3', 'p', { status: 'not-available', because: 'axe was not recorded' }));
    fold.add(page('/c', 'c', { status: 'not-applicable', because: 'nothing here' }));
    fold.add(page('/c/2', 'c', { status: 'measured', values: {}, notApplicable: { 'accessibility.violations': 'nothing here' }, findings: [] }));
    fold.add(page('/c', 'c', measured(3), 'of-nobody'));
    const { templates, pages } = fold.end((id) => `kind-${id}`);
    expect(pages).toBe(7);
    expect(templates).toEqual([
      { template: 'kind-p', pages: 4, figures: [{ metric: 'accessibility.violations', pages: 3, notApplicable: 0, notAvailable: 1, mean: 4, low: 1, high: 7, worst: '/p/2' }] },
      { template: 'kind-c', pages: 3, figures: [{ metric: 'accessibility.violations', pages: 0, notApplicable: 2, notAvailable: 0, mean: null, low: null, high: null }] },
    ]);
  });

  test('tell of how many pages an audit could say nothing, and why', () => {
    const fold = openPageFold<string>([audit]);
    fold.add(page('/0', 'p', measured(4)));
    fold.add(page('/1', 'p', { status: 'not-applicable', because: 'nothing here' }));
    fold.add(page('/2', 'p', { status: 'measured', values: {}, notApplicable: { 'accessibility.violations': 'nothing here' }, missing: { 'accessibility.wait': 'no' }, findings: [] }));
    expect(fold.end((id) => id)).not.toHaveProperty('gaps');
    fold.add(page('/3', 'p', { status: 'not-available', because: 'axe was not recorded' }));
    // Recorded in part: what was found counts, and there may be more.
    fold.add(page('/4', 'p', { status: 'measured', values: {}, missing: { 'accessibility.violations': 'axe was recorded in part only' }, findings: [draft('contrast')] }));
    expect(fold.end((id) => id).gaps).toEqual([{ audit: 'accessibility/axe', pages: 2, because: 'axe was not recorded' }]);
  });

  test('tell a finding once with the pages it is on, in the words of its worst', () => {
    const fold = openPageFold<string>([audit]);
    fold.add(page('/a', 'p', measured(1, [draft('contrast'), draft('contrast')])));
    fold.add(page('/b', 'p', measured(1, [draft('contrast', { severity: 'serious', title: 'Worse' }), draft('list')])));
    fold.add(page('/c', 'c', measured(0, [draft('contrast'), draft('contrast', { kind: 'delight' })])));
    const { findings } = fold.end((id) => id);
    expect(findings.map(({ wordedOn }) => wordedOn)).toEqual(['/b', undefined, undefined]);
    expect(findings.map(({ key, kind, severity, title, pages, templates, examples }) => ({ key, kind, severity, title, pages, templates, examples }))).toEqual([
      { key: 'contrast', kind: 'pain-point', severity: 'serious', title: 'Worse', pages: 3, templates: { p: 2, c: 1 }, examples: ['/a', '/b', '/c'] },
      { key: 'list', kind: 'pain-point', severity: 'moderate', title: 'Title of list', pages: 1, templates: { p: 1 }, examples: ['/b'] },
      { key: 'contrast', kind: 'delight', severity: 'moderate', title: 'Title of contrast', pages: 1, templates: { c: 1 }, examples: ['/c'] },
    ]);
  });

  test('stay bounded where every page has a finding, a kind and a failure of its own, and say so', () => {
    const fold = openPageFold<string>([audit]);
    for (let at = 0; at < 3_000; at += 1) {
      fold.add(page(`/${at}`, `kind-${at}`, measured(at, [draft(`key-${at}`)])));
      fold.addFailed({ url: `/f/${at}`, code: 'VISIT_TIMEOUT', message: 'x'.repeat(1_000) });
    }
    const { findings, further, templates, pages, failed } = fold.end((id) => id);
    expect([pages, findings.length, further, templates.length]).toEqual([3_000, 2_000, 1_000, 500]);
    expect(failed).toEqual([{ code: 'VISIT_TIMEOUT', count: 3_000, message: 'x'.repeat(300), examples: ['/f/0', '/f/1', '/f/2', '/f/3', '/f/4'] }]);
  });
});
