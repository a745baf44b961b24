import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditApp, outcomes, touchpointsOf, valuesOf, type Audited } from './audit-app.ts';
import { faultsOfReport, expectHonest } from './expect-report.ts';
import type { App } from './listen.ts';
import { startTiddlyWiki } from './tiddlywiki.ts';

describe('TiddlyWiki 5.4', () => {
  let app: App;
  let audited: Audited;
  beforeAll(async () => {
    app = await startTiddlyWiki();
    audited = await auditApp('tiddlywiki.plan.yaml', app.origin);
  }, 900_000);
  afterAll(() => app.close());

  it('keeps a note for those with a pointer', () => {
    const reached = Object.entries(outcomes(audited, 'experience')).filter(([place]) => !place.startsWith('keyboard-only'));
    expect(reached).toHaveLength(2 * 2 * 5);
    expect(new Set(reached.map(([, outcome]) => outcome))).toEqual(new Set(['reached']));
    expectHonest(audited);
  });

  it('really has the notes that were kept', async () => {
    const kept = (await (await fetch(`${app.origin}/recipes/default/tiddlers.json`)).json()) as { title: string }[];
    const made = Object.entries(outcomes(audited, 'experience')).filter(([place, outcome]) => place.endsWith(' kept') && outcome === 'reached');
    // Inspections are made side by side: two of them can give their notes the same name.
    expect(kept.filter(({ title }) => /^New Tiddler( \d+)?$/.test(title)).length).toBeGreaterThanOrEqual(made.length);
  });

  it('is measured where it is loaded and where something is pressed', () => {
    for (const metric of ['speed.lcp', 'speed.ttfb', 'speed.cls']) expect(Object.values(valuesOf(audited, metric, 'open')).filter((value) => value === null)).toEqual([]);
    for (const touchpoint of ['note', 'draft']) {
      for (const value of Object.values(valuesOf(audited, 'speed.inp', touchpoint))) expect(value).toBeGreaterThan(0);
    }
    for (const { collected } of touchpointsOf(audited, 'open', 'experience')) expect(collected.documents?.map(({ status }) => status)).toEqual([200]);
  });

  it('gives a report that can be read', async () => {
    expect(await faultsOfReport(audited)).toEqual([]);
  });
});
