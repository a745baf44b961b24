import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit as axeAudit } from '../../audits/accessibility/axe.ts';
import { collate, judgePlanOf, runAudits } from '../../src/audit/index.ts';
import { decideGates, entriesFor } from '../../src/compare/index.ts';
import type { AxeEvidence } from '../../src/model/evidence.ts';
import type { KnownFinding } from '../../src/model/known-findings.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { GateResult } from '../../src/model/record.ts';
import type { Finding, Measurement } from '../../src/model/results.ts';
import { axe } from '../../src/visit/collectors/axe.ts';
import { conditions, full, gate, plan, touchpoint, unit, visit } from '../unit/compare/make.ts';
import { launch, watch } from '../visit/collecting.ts';

const pages = 12;

/** Boxes that say what lies in them, each in each other: the same fault in another one is another finding. */
const boxes: ((inside: string, n: number) => string)[] = [
  (inside) => `<article>${inside}</article>`,
  (inside) => `<figure>${inside}</figure>`,
  (inside, n) => `<fieldset><legend>Group ${n}</legend>${inside}</fieldset>`,
  (inside, n) => `<section aria-label="Part ${n}">${inside}</section>`,
  (inside) => `<ul><li>${inside}</li></ul>`,
  (inside, n) => `<form aria-label="Form ${n}">${inside}</form>`,
];
const places = boxes.flatMap((outer) => boxes.filter((inner) => inner !== outer).map((inner) => (inside: string, n: number) => outer(inner(inside, n), n + 100)));

const dot = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const faults = ['<a href="/x" MARK></a>', '<button MARK></button>', `<img src="${dot}" width="9" height="9" MARK>`, '<span role="img" style="display:inline-block;width:9px;height:9px" MARK></span>', `<input type="image" src="${dot}" MARK>`, '<div role="progressbar" aria-valuenow="1" MARK></div>', '<div role="switch" aria-checked="false" tabindex="0" MARK></div>', '<p style="color:#ddd;background:#fff" MARK>WORDS</p>'];

/** One of the pages. With churn: other class names, ids, order, words, and plain boxes around it all. */
function pageOf(index: number, { churn, extra = '' }: { churn: boolean; extra?: string }): string {
  const mine = places.map((place, n) => ({ place, n })).filter(({ n }) => n % pages === index);
  const turned = <T>(list: readonly T[]): readonly T[] => (churn ? list.toReversed() : list);
  const parts = turned(mine).map(({ place, n }) =>
    place(
      turned(faults)
        .map((fault, at) => fault.replace('MARK', churn ? `class="css-${(n * 97 + at * 31).toString(36)} x" id="r${n}-${at}"` : `class="thing-${at}"`).replace('WORDS', churn ? 'Sold out for now' : 'Only three left'))
        .map((fault) => (churn ? `<div class="wrap">${fault}</div>` : fault))
        .join(''),
      n,
    ),
  );
  return `<!doctype html><html lang="en"><title>Page ${index}</title><main><h1>Page ${index}</h1>${parts.join('')}${extra}</main>`;
}

describe('the list of known findings and a site whose markup changes', () => {
  let browser: Awaited<ReturnType<typeof launch>>;
  beforeAll(async () => void (browser = await launch()));
  afterAll(() => browser.close());

  const ids = Array.from({ length: pages }, (_, index) => `page-${index}`);
  const of: Plan = plan({ journeys: { buy: { goal: 'Buy', touchpoints: Object.fromEntries(ids.map((id) => [id, { stage: 'awareness' as const }])) } }, gates: [gate({ metric: 'accessibility.violations', against: 'known', new: 0 })] });

  /** What a run finds on the twelve pages: axe in a browser, then the audit, then the findings of all touchpoints together. */
  async function found(made: { churn: boolean; extra?: string }): Promise<{ findings: Finding[]; measurements: Measurement[] }> {
    const evidence = await watch(browser, { collectors: [axe], origin: 'http://localhost' }, async ({ page, collect }) => {
      const collected: AxeEvidence[] = [];
      for (let index = 0; index < pages; index += 1) {
        await page.setContent(pageOf(index, made));
        collected.push(await collect(axe));
      }
      return collected;
    });
    const inspection = visit(evidence.map((collected, index) => touchpoint(`page-${index}`, { collected: { axe: collected } })), { unit: unit(1, { pass: 'inspection' }) });
    const judged = judgePlanOf(of);
    const ledger = ids.map((id) => ({ visit: inspection.unit.id, site: 'ours', persona: 'gerry', journey: 'buy', touchpoint: id, pass: 'inspection' as const, sample: 1, status: 'valid' as const }));
    return collate({ plan: judged, audits: [axeAudit], visits: [inspection], results: [runAudits({ audits: [axeAudit], visit: inspection, plan: judged })], ledger });
  }

  function decide({ findings, measurements }: { findings: Finding[]; measurements: Measurement[] }, known: readonly KnownFinding[]): GateResult | undefined {
    const list = { file: 'known-findings.yaml', exists: true, findings: known, today: '2026-11-22' };
    return decideGates({ plan: of, metrics: axeAudit.metrics, measurements, findings, comparisons: [], baseline: null, known: list, conditions: conditions(), coverage: full, metricsOf: { [axeAudit.id]: axeAudit.metrics.map(({ id }) => id) } })[0];
  }

  test('hundreds of elements of one kind hide no other kind, wherever it stands', async () => {
    const many = '<button></button>'.repeat(120);
    const kinds = '<article><button></button></article><figure><button></button></figure>';
    const keys = await watch(browser, { collectors: [axe], origin: 'http://localhost' }, async ({ page, collect }) => {
      const seen: string[][] = [];
      for (const parts of [many + kinds, kinds + many]) {
        await page.setContent(`<!doctype html><html lang="en"><title>Page</title><main><h1>Page</h1>${parts}</main>`);
        const rule = (await collect(axe)).violations.find(({ id }) => id === 'button-name');
        expect(rule).toMatchObject({ nodeCount: 122 });
        expect(rule).not.toHaveProperty('unlisted');
        expect(rule?.nodes).toHaveLength(50);
        seen.push([...new Set(rule?.nodes.map(({ component }) => component ?? ''))].sort());
      }
      return seen;
    });
    expect(keys).toEqual([['button nameless main', 'button nameless main article', 'button nameless main figure'], ['button nameless main', 'button nameless main article', 'button nameless main figure']]);
  });

  test('changed class names, ids, order and words make none of 200 findings new; one fault on twelve pages is one new finding', async () => {
    const before = await found({ churn: false });
    const known = entriesFor({ findings: before.findings, plan: { ...of, journeys: {} } }, [], { owner: 'ana', reason: 'To be mended', expires: '2027-01-01' });
    expect(known.length).toBeGreaterThanOrEqual(200);

    const churned = await found({ churn: true });
    expect(churned.findings.length).toBeGreaterThanOrEqual(200);
    expect(decide(churned, known)).toMatchObject({ outcome: 'pass', reasons: ['No new finding; allowed is none.'] });

    const injected = await found({ churn: true, extra: '<div role="meter" aria-valuenow="1"></div>' });
    const result = decide(injected, known);
    expect(result).toMatchObject({ outcome: 'fail', reasons: ['1 new finding; allowed is none.', expect.stringMatching(/^New: .*and 11 other places\)$/)] });
  });
});
