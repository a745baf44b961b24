import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { audits } from '../../audits/index.ts';
import figures from '../../src/compare/benchmarks/reference-figures.json' with { type: 'json' };
import { Metric, areas } from '../../src/model/metric.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const evidenceOf = new Map(figures.figures.map(({ id, evidence }) => [id, evidence]));

/** Files of the area folders that hold an audit; the others hold what audits of that area share. */
async function auditFiles(): Promise<{ file: string; audit: unknown }[]> {
  const files = areas.flatMap((area) => readdirSync(`${root}audits/${area}`).map((name) => `${area}/${name}`));
  const modules = await Promise.all(files.map(async (file) => ({ file, module: (await import(`${root}audits/${file}`)) as Record<string, unknown> })));
  return modules.flatMap(({ file, module }) => ('audit' in module ? [{ file, audit: module['audit'] }] : []));
}

describe('the catalogue', () => {
  it('has at least 28 audits, each id once', () => {
    const ids = audits.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(28);
  });

  it('is what lies in the folders of the areas', async () => {
    const found = await auditFiles();
    expect(new Set(found.map(({ audit }) => audit))).toEqual(new Set(audits));
    for (const { file, audit } of found) expect(audit).toMatchObject({ id: file.replace(/\.ts$/, ''), area: file.split('/')[0] });
  });

  it('names each metric once', () => {
    const ids = audits.flatMap(({ metrics }) => metrics.map(({ id }) => id));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

describe.each(audits.map((audit) => [audit.id, audit] as const))('%s', (id, audit) => {
  it('has metrics that keep the schema and belong to its area and pass', () => {
    for (const metric of audit.metrics) {
      expect(z.safeParse(Metric, metric).error).toBeUndefined();
      expect(metric.id.split('.')[0]).toBe(audit.area);
      expect([metric.pass, 'both']).toContain(audit.pass);
    }
    expect(audit.metrics.length).toBeGreaterThan(0);
  });

  it('says why it matters and where that comes from', () => {
    for (const { why, source } of [audit, ...audit.metrics]) {
      expect(why.length).toBeGreaterThanOrEqual(40);
      expect(source.title).not.toBe('');
      expect(source.year).toBeGreaterThan(1900);
    }
    for (const { how } of audit.metrics) expect(how.length).toBeGreaterThanOrEqual(20);
  });

  it('has thresholds in the order its metrics are better in', () => {
    for (const { id: metric, better, threshold } of audit.metrics) {
      if (threshold === undefined) continue;
      const steps = better === 'higher' ? threshold.good - threshold.poor : threshold.poor - threshold.good;
      expect({ metric, better, inOrder: steps > 0 }).toEqual({ metric, better: expect.stringMatching('lower|higher'), inOrder: true });
    }
  });

  it('is held against figures that exist and were read somewhere', () => {
    for (const { references } of audit.metrics) {
      for (const figure of Object.values(references ?? {})) expect(['primary', 'secondary']).toContain(evidenceOf.get(figure));
    }
  });

  it('has a fixture page and what is expected of it', () => {
    const folder = `${root}fixtures/audits/${id.replace('/', '-')}`;
    expect(existsSync(`${folder}/page.html`)).toBe(true);
    expect(existsSync(`${folder}/expected.json`)).toBe(true);
  });
});
