import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from './app.ts';
import { auditApp, keysOf, outcomes, touchpointsOf, valuesOf, type Audited } from './audit-app.ts';
import { auditsNotRun, faultsOfReport, expectHonest } from './expect-report.ts';
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
    const reached = Object.entries(outcomes(audited, 'experience')).filter(([place]) => /^(?:desktop-control|molly-millennial) /.test(place));
    expect(reached).toHaveLength(2 * 2 * 5);
    expect(new Set(reached.map(([, outcome]) => outcome))).toEqual(new Set(['reached']));
    expectHonest(audited);
  });

  it('meets the whole catalogue at every touchpoint', async () => {
    expect(await auditsNotRun(audited)).toEqual([]);
  });

  it('has results of a search that cover what the Tab key goes to, and nothing out of its reach but tags', () => {
    const keys = keysOf(audited);
    expect(keys.filter((key) => key.startsWith('accessibility/focus-covered'))).toHaveLength(1);
    // It draws itself anew while the Tab key goes on: no control is out of reach for that.
    expect(keys.filter((key) => key.startsWith('accessibility/keyboard-reach'))).toEqual(['accessibility/keyboard-reach unreachable-by-look']);
    expect(keys).toEqual(expect.arrayContaining(['accessibility/axe frame-title', 'accessibility/tabindex positive', 'accessibility/target-size small']));
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
      const values = valuesOf(audited, 'speed.inp', touchpoint);
      for (const persona of ['desktop-control', 'molly-millennial']) expect(values[persona]).toBeGreaterThan(0);
    }
    for (const { collected } of touchpointsOf(audited, 'open', 'experience')) expect(collected.documents?.map(({ status }) => status)).toEqual([200]);
  });

  it('gives a report that can be read', async () => {
    expect(await faultsOfReport(audited)).toEqual([]);
  });
});
