import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { pageOf } from '../../../bench/crawl/pages.ts';
import { comparedWith } from '../../../bench/crawl/race.ts';
import { workOfLighthouse, workOfPa11y, workOfVisit } from '../../../bench/crawl/read-work.ts';
import { leftUndone, notFound, scoredMetrics, sumOf, type PageWork } from '../../../bench/crawl/work.ts';
import { runCommand } from '../../../bench/run-command.ts';
import { touchpoint, visitWith } from '../audit/evidence.ts';

const metrics = Object.fromEntries(scoredMetrics.map((id) => [id, 1]));
const page = (changes: Partial<PageWork> = {}): PageWork => ({ violations: { label: 2 }, rules: 90, lighthouse: { score: 0.9, metrics }, ...changes });
const planted = () => ({ label: 2 });

describe('what a tool leaves undone', () => {
  const undone = (work: Partial<PageWork>, task: 'axe' | 'axe and Lighthouse' = 'axe and Lighthouse') => leftUndone(new Map([['/a', page(work)]]), task, ['/a'], planted);

  it.each([
    ['nothing', {}, null],
    ['a page without axe', { violations: null }, 'axe did not run on /a'],
    ['a violation', { violations: { label: 1 } }, 'on /a it found 1 violations of label, where there are 2'],
    ['a violation too many, as of another page', { violations: { label: 3 } }, 'on /a it found 3 violations of label, where there are 2'],
    ['a score', { lighthouse: { score: null, metrics } }, '/a has no score of performance, or not all that it is made of'],
    ['a metric', { lighthouse: { score: 1, metrics: { 'speed-index': 1 } } }, '/a has no score of performance, or not all that it is made of'],
    ['Lighthouse', { lighthouse: null }, '/a has no score of performance, or not all that it is made of'],
  ])('%s', (_, work, expected) => {
    expect(undone(work)).toBe(expected);
  });

  it('is nothing without Lighthouse where only axe is asked for', () => {
    expect(undone({ lighthouse: null }, 'axe')).toBeNull();
  });

  it('is a page that was passed over', () => {
    expect(leftUndone(new Map(), 'axe', ['/a'], planted)).toBe('/a was not audited');
  });
});

describe('work beside work', () => {
  it('adds up over pages, and says the least of the rules', () => {
    const work = new Map([['/a', page()], ['/b', page({ violations: { label: 1, 'image-alt': 3 }, rules: 80, lighthouse: null })]]);
    expect(sumOf(work)).toEqual({ pages: 2, violations: 6, rules: 80, scored: 1 });
    expect(sumOf(new Map([['/a', page({ rules: null })]])).rules).toBeNull();
  });

  it('names what only the other found', () => {
    const ours = new Map([['/a', page()]]);
    expect(notFound(ours, new Map([['/a', page({ violations: { label: 1 } })]]))).toBeNull();
    expect(notFound(ours, new Map([['/a', page({ violations: { label: 2, region: 1 } })]]))).toBe('1 violations of region on /a, of which ours found 0');
  });

  it('gives pages per minute, and ratios of the same round', () => {
    const work = new Map([['/a', page()]]);
    const ours = { version: '1', seconds: [10, 20], work };
    const figures = comparedWith(ours, { version: '2', seconds: [30, 80], work }, 10, 'other');
    expect(figures).toMatchObject({ version: '2', pagesPerMinute: { low: 7.5, high: 20 }, times: { median: 3.5, low: 3, high: 4 } });
    expect(() => comparedWith({ ...ours, work: new Map() }, { version: '2', seconds: [30, 80], work }, 10, 'other')).toThrow('other found more than mystery-shopper');
  });
});

describe('work as each tool writes it', () => {
  it('pa11y-ci: what it is sure of, and pages where it failed', () => {
    const issue = (code: string, needsFurtherReview: boolean) => ({ code, type: 'error', runnerExtras: { needsFurtherReview } });
    const work = workOfPa11y(JSON.stringify({ total: 3, results: { 'http://x.test/a': [issue('label', false), issue('label', false), issue('color-contrast', true)], 'http://x.test/b': [], 'http://x.test/c': [{ message: 'Timed out' }] } }));
    expect([...work]).toEqual([
      ['/a', { violations: { label: 2 }, rules: null, lighthouse: null }],
      ['/b', { violations: {}, rules: null, lighthouse: null }],
      ['/c', { violations: null, rules: null, lighthouse: null }],
    ]);
  });

  it('Lighthouse: failed rules by their elements, score and metrics', () => {
    const audit = (score: number | null, scoreDisplayMode: string, more = {}) => ({ score, scoreDisplayMode, ...more });
    const audits = {
      label: audit(0, 'binary', { details: { items: [{}, {}] } }),
      'image-alt': audit(1, 'binary', { details: { items: [] } }),
      'video-caption': audit(null, 'notApplicable'),
      'managed-focus': audit(null, 'manual'),
      'speed-index': audit(0.5, 'numeric', { numericValue: 4_000 }),
      'total-byte-weight': audit(0.5, 'metricSavings', { numericValue: 5 }),
      'final-screenshot': audit(null, 'informative', { details: { type: 'screenshot' } }),
      'document-latency-insight': audit(1, 'metricSavings', { details: { type: 'checklist', items: { noRedirects: {} } } }),
    };
    const categories = { performance: { score: 0.8 }, accessibility: { auditRefs: ['label', 'image-alt', 'video-caption', 'managed-focus'].map((id) => ({ id })) } };
    expect(workOfLighthouse(JSON.stringify({ requestedUrl: 'http://x.test/a', categories, audits }))).toEqual(['/a', { violations: { label: 2 }, rules: 3, lighthouse: { score: 0.8, metrics: { 'speed-index': 4_000 } } }]);
    expect(workOfLighthouse(JSON.stringify({ requestedUrl: 'http://x.test/a', categories: {}, audits: {} }))[1]).toEqual({ violations: null, rules: null, lighthouse: null });
  });

  it('ours: all elements of a rule, also those that are not listed', () => {
    const rule = { id: 'label', impact: 'critical' as const, tags: [], help: '', helpUrl: '', nodes: [], nodeCount: 2 };
    const lighthouse = { version: '13', step: 0, mode: 'navigation' as const, throttling: 'simulate' as const, url: '', performance: 0.8, metrics: { 'speed-index': 4_000, 'dom-size': 3 }, opportunities: [], warnings: [] };
    const visit = visitWith([
      touchpoint('whole', { url: 'http://x.test/a', collected: { axe: { version: '4', violations: [rule], incomplete: [{ ...rule, id: 'region' }], passes: 10, inapplicable: 5 }, lighthouse: [lighthouse] } }),
      touchpoint('failed', { url: 'http://x.test/b' }),
    ]);
    expect(workOfVisit(JSON.stringify(visit))).toEqual([['/a', { violations: { label: 2 }, rules: 17, lighthouse: { score: 0.8, metrics: { 'speed-index': 4_000 } } }]]);
  });
});

it('pages of the bench hold what is said to be planted in them, the same every time', () => {
  const { content, faults } = pageOf(3);
  expect(pageOf(3).content).toBe(content);
  expect(Object.keys(faults)).toHaveLength(5);
  expect(content.match(/<img (?![^>]*alt=)/g)).toHaveLength(faults['image-alt'] ?? 0);
  expect(content.match(/<input type="text"/g)).toHaveLength(faults['label'] ?? 0);
  expect(content.match(/class="faint"/g)).toHaveLength(faults['color-contrast'] ?? 0);
  expect(content.match(/<[a-z]/g)?.length).toBeGreaterThan(550);
});

it.runIf(process.platform === 'linux')('nothing that a command has started goes on when it has ended, whatever group it is in', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'mystery-shopper-command-'));
  try {
    const child = `const { spawn } = require('node:child_process'); const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'inherit' }); require('node:fs').writeFileSync('pid', String(left.pid)); process.exit(0);`;
    const outcome = await runCommand({ program: process.execPath, arguments: ['-e', child], directory, environment: { ...process.env }, log: join(directory, 'log'), timeout: 20_000 });
    expect(outcome).toMatchObject({ ok: true });
    const left = Number(await readFile(join(directory, 'pid'), 'utf8'));
    // Whoever is its parent now may not have collected it yet.
    await vi.waitFor(async () => expect(await readFile(`/proc/${left}/stat`, 'utf8').catch(() => ') Z ')).toContain(') Z '));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
