import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { source as axeSource } from 'axe-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunRecord } from '../../src/model/record.ts';
import { findBrowser } from '../../src/visit/index.ts';
import { projectRoot, runCli, temporaryDirectory, type CliResult } from './cli.ts';

interface Fault {
  id: string;
  touchpoint: string;
  /** null: no audit can see it. */
  audit: string | null;
  metric?: string;
  /** finding: a pain point says it. measurement: the figure is worse than on the good shop. */
  as: 'finding' | 'measurement' | null;
  key?: string;
  personas?: string[];
}

const planted = JSON.parse(readFileSync(join(projectRoot, 'fixtures', 'planted-faults.json'), 'utf8')) as { planSite: string; faults: Fault[] };
const demoPersonas = ['molly-millennial', 'gerry-gen-x', 'desktop-control'];
const met = planted.faults.filter(({ audit, personas }) => audit !== null && (personas === undefined || personas.some((persona) => demoPersonas.includes(persona))));

describe('the demo', () => {
  let directory: string;
  let result: CliResult;
  let record: RunRecord;

  beforeAll(async () => {
    directory = await temporaryDirectory();
    result = await runCli(['demo', '--out', directory]);
    record = RunRecord.parse(JSON.parse(await readFile(join(directory, 'run.json'), 'utf8')));
  }, 600_000);
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('covers every persona, touchpoint and sample of both shops, and its gates hold', () => {
    expect(record.plan.personas).toHaveLength(3);
    expect(Object.keys(record.plan.sites)).toHaveLength(2);
    expect(record.ledger.map(({ status }) => status).filter((status) => status !== 'valid')).toEqual([]);
    expect(record.coverage.share).toBe(1);
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain(join(directory, 'report.html'));
  });

  it('knows of at least twenty planted faults', () => {
    expect(met.length).toBeGreaterThanOrEqual(20);
  });

  it.each(met.filter(({ as }) => as === 'measurement'))('measures the planted fault $id', ({ metric, touchpoint }) => {
    const valuesOn = (wanted: (site: string) => boolean) => record.measurements.filter((one) => one.metric === metric && one.touchpoint === touchpoint && wanted(one.site)).map(({ value }) => value ?? Number.NaN);
    const onBad = valuesOn((site) => site === planted.planSite);
    const onGood = valuesOn((site) => site !== planted.planSite);
    expect(onBad).toHaveLength(demoPersonas.length);
    expect(Math.min(...onBad)).toBeGreaterThan(Math.max(...onGood));
  });

  it.each(met.filter(({ as }) => as === 'finding'))('finds the planted fault $id', ({ audit, touchpoint, key }) => {
    const found = record.findings.filter(
      (finding) => finding.kind === 'pain-point' && finding.audit === audit && (key === undefined || finding.key.includes(key)) && finding.places.some((place) => place.site === planted.planSite && place.touchpoint === touchpoint),
    );
    expect(found.map(({ id }) => id)).not.toEqual([]);
  });

  it('finds nothing wrong with the good shop', () => {
    const onGood = record.findings.filter(({ kind, places }) => kind === 'pain-point' && places.some(({ site }) => site !== planted.planSite));
    expect(onGood.map(({ id, title, places }) => [id, title, places.filter(({ site }) => site !== planted.planSite).map(({ persona, touchpoint }) => `${persona} at ${touchpoint}`)])).toEqual([]);
  });

  it('collected everything it was to collect', async () => {
    for (const entry of new Set(record.ledger.map(({ visit }) => visit))) {
      const visit = JSON.parse(await readFile(join(directory, 'visits', `${entry}.json`), 'utf8')) as { touchpoints: { id: string; notCollected: unknown[] }[] };
      expect(visit.touchpoints.flatMap(({ id, notCollected }) => notCollected.map((what) => [id, what]))).toEqual([]);
    }
  });

  it.concurrent.each([
    ['light', 1350],
    ['dark', 320],
  ] as const)('its report passes axe in %s at %d px, asks the network for nothing and logs no error', async (colorScheme, width) => {
    const browser = await findBrowser({ choice: null, environment: process.env });
    const chrome = await chromium.launch({ executablePath: browser.executablePath, chromiumSandbox: !browser.needsNoSandbox });
    try {
      const page = await (await chrome.newContext({ viewport: { width, height: 900 }, colorScheme })).newPage();
      const trouble: string[] = [];
      page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
      page.on('pageerror', (error) => trouble.push(error.message));
      page.on('request', (request) => !/^(file|data):/.test(request.url()) && trouble.push(request.url()));
      await page.goto(`file://${join(directory, 'report.html')}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      await page.evaluate(axeSource);
      // A report of many pages has its style sheet beside it: it is applied, but nothing may ask for it as axe would to read it.
      const violations = await page.evaluate(async () => (await (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> } }).axe.run({ preload: false })).violations.map(({ id, nodes }) => [id, nodes.length, nodes[0]?.target]));
      expect(violations).toEqual([]);
      expect(trouble).toEqual([]);
    } finally {
      await chrome.close();
    }
  });

  it('renders the same report again from the record', async () => {
    const before = await readFile(join(directory, 'report.html'), 'utf8');
    const again = await runCli(['report', directory, '--format', 'html', '--format', 'markdown']);
    expect(again.exitCode).toBe(0);
    expect(await readFile(join(directory, 'report.html'), 'utf8')).toBe(before);
  });
});
