import { describe, expect, it } from 'vitest';
import { collate } from '../../../src/audit/collate.ts';
import type { RequestEvidence, VisitEvidence } from '../../../src/model/evidence.ts';
import type { AuditOutcome, FindingDraft } from '../../../src/model/results.ts';
import { consoleAudit, ledgerFor, metric, planWith, touchpoint, visitWith } from './evidence.ts';

function request(url: string, transferred = 100): RequestEvidence {
  return { id: url, url, method: 'GET', type: 'script', status: 200, failure: null, fromCache: false, protocol: 'h2', mimeType: null, transferred, start: 0, firstByte: 1, duration: 2, thirdParty: false, mainFrame: true, redirectedFrom: null, step: null };
}

function finding(title: string): FindingDraft {
  return { kind: 'pain-point', severity: 'minor', title, advice: 'Mend it.', direction: 'do', key: title, confidence: 'B', effort: 'small' };
}

interface Sample {
  value: number;
  requests?: RequestEvidence[];
  findings?: FindingDraft[];
}

function unstable(samples: readonly Sample[], { area = 'speed', kind = 'exact' }: { area?: 'speed' | 'friction'; kind?: 'exact' | 'timing' } = {}): string | undefined {
  const id = `${area}.console` as const;
  const audit = consoleAudit({ id: `${area}/console`, area, metrics: [metric(id, { unit: 'count', kind })] });
  const visits = samples.map(({ requests }, index): VisitEvidence => visitWith([touchpoint('home', { collected: { requests: requests ?? [] } })], { sample: index + 1 }));
  const results = samples.map(({ value, findings = [] }, index) => {
    const outcome: AuditOutcome = { status: 'measured', values: { [id]: value }, findings };
    return { visit: visits[index]?.unit.id ?? '', outcomes: [{ touchpoint: 'home', audit: audit.id, outcome }] };
  });
  const { measurements } = collate({ plan: planWith(['home']), audits: [audit], visits, results, ledger: ledgerFor(visits) });
  return measurements[0]?.unstable;
}

const page = request('https://ours.example/');
const ad = request('https://ads.example/banner?n=17');

describe('what was not the same in all samples', () => {
  it.each([
    ['a request that came once', [{ value: 1, requests: [page] }, { value: 2, requests: [page, ad] }], 'https://ads.example/banner was asked for only in sample 2'],
    ['a request that came more often', [{ value: 2, requests: [page, ad] }, { value: 3, requests: [page, ad, ad] }], 'https://ads.example/banner was asked for 1 to 2 times'],
    ['an answer of another size', [{ value: 1, requests: [page] }, { value: 2, requests: [request(page.url, 140)] }], 'https://ours.example/ was 100 to 140 bytes'],
    ['a finding', [{ value: 1, findings: [finding('Dead button')] }, { value: 0 }, { value: 1, findings: [finding('Dead button')] }], '“Dead button” was found only in samples 1, 3'],
  ] as const)('%s is named', (_, samples, said) => {
    expect(unstable(samples.map((sample): Sample => ({ ...sample }) as Sample))).toBe(`Not the same in all samples: ${said}.`);
  });

  it('is told in short', () => {
    const many = Array.from({ length: 9 }, (_, index) => request(`https://ours.example/${index}`));
    expect(unstable([{ value: 1 }, { value: 9, requests: many }])).toMatch(/; 6 more\.$/);
  });

  it.each([
    ['nothing varied', [{ value: 1, requests: [page] }, { value: 1, requests: [page, ad] }], {}],
    ['the evidence tells nothing', [{ value: 1 }, { value: 2 }], {}],
    ['the metric varies by nature', [{ value: 1, requests: [page] }, { value: 2, requests: [page, ad] }], { kind: 'timing' }],
    ['the metric is not about what is loaded', [{ value: 1, requests: [page] }, { value: 2, requests: [page, ad] }], { area: 'friction' }],
  ] as const)('is not told where %s', (_, samples, of) => {
    expect(unstable(samples.map((sample): Sample => ({ ...sample }) as Sample), of)).toBeUndefined();
  });
});
