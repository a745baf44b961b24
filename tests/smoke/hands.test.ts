import { readFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixtureServer } from '../../fixtures/server.ts';
import type { TouchpointSummary } from '../../src/model/record.ts';
import { formats, loadPlan, runPlan, type Plan, type RunRecord } from '../../src/index.ts';
import { projectRoot, temporaryDirectory } from './cli.ts';

interface Blocker {
  id: string;
  journey: string;
  touchpoint: string;
  /** Words of the step that cannot be taken. */
  step: string;
  /** What each persona it stops is told, by persona. */
  stops: Record<string, string>;
}

const { blockers, planSite } = JSON.parse(readFileSync(join(projectRoot, 'fixtures', 'planted-faults.json'), 'utf8')) as { blockers: Blocker[]; planSite: string };
const stops = blockers.flatMap((blocker) => Object.entries(blocker.stops).map(([persona, code]) => ({ ...blocker, persona, code })));

/** Audits that say that a journey ends. */
const endings = ['accessibility/keyboard-journey', 'accessibility/reader-journey', 'friction/completion'];

const planAt = (name: string): Promise<Plan> => loadPlan(join(projectRoot, 'fixtures', name));

describe('the same journeys with a mouse, a finger, a keyboard and a screen reader', () => {
  let directory: string;
  let plan: Plan;
  let record: RunRecord;

  beforeAll(async () => {
    directory = await temporaryDirectory();
    const server = await startFixtureServer({ sites: ['fernhill', 'megatents'], swift: true });
    try {
      plan = await loadPlan(join(projectRoot, 'fixtures', 'hands.plan.yaml'), { origins: { ours: server.site('fernhill').origin, rival: server.site('megatents').origin } });
      ({ record } = await runPlan(plan, {
        directory,
        formats: formats.filter(({ id }) => id === 'html'),
        baseline: null,
        secrets: {},
        headed: false,
        environment: process.env,
        now: () => new Date(),
        signal: new AbortController().signal,
        tell: () => undefined,
      }));
    } finally {
      await server.close();
    }
  }, 600_000);
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const summariesOf = (site: string): TouchpointSummary[] => record.touchpoints.filter((summary) => summary.site === site);

  it('walks the purchase of the demo, as it is written there', async () => {
    expect(plan.journeys['buy-a-tent']).toEqual((await planAt('demo.plan.yaml')).journeys['buy-a-tent']);
    expect(plan.personas.map(({ hands }) => hands)).toEqual(['mouse', 'touch', 'keyboard', 'screen-reader']);
  });

  it('gets everywhere in the good shop, with all hands', () => {
    const places = Object.values(plan.journeys).reduce((sum, { touchpoints }) => sum + Object.keys(touchpoints).length, 0);
    const seen = summariesOf('ours');
    expect(seen).toHaveLength(places * plan.personas.length);
    expect(seen.filter(({ status }) => status !== 'reached').map(({ persona, journey, touchpoint, problem }) => [persona, journey, touchpoint, problem])).toEqual([]);
  });

  it('finds nothing in the good shop that stops anyone', () => {
    const onGood = record.findings.filter(({ kind, places }) => kind === 'pain-point' && places.some(({ site }) => site !== planSite));
    expect(onGood.map(({ id, title, places }) => [id, title, places.filter(({ site }) => site !== planSite).map(({ persona, touchpoint }) => `${persona} at ${touchpoint}`)])).toEqual([]);
  });

  it.each(stops)('$persona is stopped by the planted $id', ({ persona, journey, touchpoint, step, code }) => {
    const met = summariesOf(planSite).find((summary) => summary.persona === persona && summary.journey === journey && summary.touchpoint === touchpoint);
    expect([met?.status, met?.problem?.code]).toEqual(['blocked', code]);
    expect(met?.steps.findLast(({ outcome }) => outcome === 'failed')?.description).toContain(step);
    const told = record.findings.filter((finding) => endings.includes(finding.audit) && finding.places.some((place) => place.site === planSite && place.persona === persona && place.journey === journey && place.touchpoint === touchpoint));
    expect(told.map(({ kind, severity }) => [kind, severity])).toEqual([['pain-point', 'critical']]);
  });

  it('nobody is stopped by anything else', () => {
    const stopped = summariesOf(planSite).filter(({ status }) => status === 'blocked' || status === 'failed');
    const key = (one: { persona: string; journey: string; touchpoint: string | null }): string => `${one.persona} in ${one.journey} at ${one.touchpoint}`;
    const planted = stops.map(key).toSorted();
    expect(stopped.map(key).toSorted()).toEqual(planted);
    // Also not in the inspection, in which our instruments act on the page between the steps.
    const told = record.findings.filter(({ audit, severity }) => endings.includes(audit) && severity === 'critical').flatMap(({ places }) => places);
    expect([...new Set(told.map(key))].toSorted()).toEqual(planted);
  });

  it('the report shows side by side who gets to the end', async () => {
    const beside = await readdir(join(directory, 'report')).catch(() => []);
    const pages = await Promise.all(['report.html', ...beside.filter((name) => name.endsWith('.html')).map((name) => join('report', name))].map((page) => readFile(join(directory, page), 'utf8')));
    const sections = pages.flatMap((page) => /<section [^>]*id="hands"[^>]*>([\s\S]*?)<\/section>/.exec(page)?.[1] ?? []);
    const words = sections.join(' ').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
    for (const sentence of [
      'Gets to the end: mouse and touch. Does not: keyboard only and screen reader.',
      'Gets to the end: mouse. Does not: touch, keyboard only and screen reader.',
      'Gets to the end: mouse, touch and screen reader. Does not: keyboard only.',
    ]) {
      expect(words.split(sentence)).toHaveLength(2);
    }
    for (const { step } of blockers) expect(words).toContain(step);
  });
});
