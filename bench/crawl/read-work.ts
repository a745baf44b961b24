import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { VisitEvidence } from '../../src/model/evidence.ts';
import { scoredMetrics, type PageWork, type Work } from './work.ts';

const Pa11yReport = z.object({
  results: z.record(z.string(), z.array(z.object({ code: z.string().optional(), runnerExtras: z.object({ needsFurtherReview: z.boolean() }).optional() }))),
});

/** What pa11y-ci wrote with its JSON reporter: violations, and what it could not decide, which is left out here. */
export function workOfPa11y(text: string): Work {
  const { results } = Pa11yReport.parse(JSON.parse(text));
  return new Map(
    Object.entries(results).map(([url, issues]): [string, PageWork] => {
      const failed = issues.some(({ code }) => code === undefined);
      const sure = issues.filter(({ runnerExtras }) => runnerExtras?.needsFurtherReview === false);
      return [new URL(url).pathname, { violations: failed ? null : counted(sure.map(({ code = '' }) => code)), rules: null, lighthouse: null }];
    }),
  );
}

const LighthouseResult = z.object({
  requestedUrl: z.string(),
  categories: z.object({
    performance: z.object({ score: z.number().nullable() }).optional(),
    accessibility: z.object({ auditRefs: z.array(z.object({ id: z.string() })) }).optional(),
  }),
  audits: z.record(z.string(), z.object({ scoreDisplayMode: z.string(), score: z.number().nullable(), numericValue: z.number().optional(), details: z.object({ items: z.unknown().optional() }).optional() })),
});

/** A result of Lighthouse's own. Its accessibility audits are rules of axe. */
export function workOfLighthouse(text: string): [string, PageWork] {
  const { requestedUrl, categories, audits } = LighthouseResult.parse(JSON.parse(text));
  const rules = categories.accessibility?.auditRefs.flatMap(({ id }) => audits[id] === undefined || !['binary', 'notApplicable'].includes(audits[id].scoreDisplayMode) ? [] : [{ id, ...audits[id] }]);
  return [
    new URL(requestedUrl).pathname,
    {
      violations: rules === undefined ? null : Object.fromEntries(rules.filter(({ score }) => score === 0).map(({ id, details }) => [id, Array.isArray(details?.items) ? details.items.length : 0])),
      rules: rules?.length ?? null,
      lighthouse: categories.performance === undefined ? null : { score: categories.performance.score, metrics: metricsOf(Object.fromEntries(Object.entries(audits).map(([id, { numericValue }]) => [id, numericValue]))) },
    },
  ];
}

/** The evidence of one visit of ours; pages with no evidence of axe have no work. */
export function workOfVisit(text: string): [string, PageWork][] {
  const { touchpoints } = VisitEvidence.parse(JSON.parse(text));
  return touchpoints.flatMap(({ url, collected: { axe, lighthouse } }): [string, PageWork][] => {
    if (axe === undefined) return [];
    const load = lighthouse?.find(({ mode }) => mode === 'navigation');
    const rules = axe.violations.length + axe.incomplete.length + axe.passes + axe.inapplicable;
    const violations = Object.fromEntries(axe.violations.map(({ id, nodeCount }) => [id, nodeCount]));
    return [[new URL(url).pathname, { violations, rules, lighthouse: load === undefined ? null : { score: load.performance, metrics: metricsOf(load.metrics) } }]];
  });
}

/** Of all files that fit the pattern below a directory. */
export async function readWork(directory: string, pattern: string, read: (text: string) => Iterable<[string, PageWork]>): Promise<Work> {
  const work = new Map<string, PageWork>();
  for await (const file of glob(pattern, { cwd: directory })) {
    for (const [path, page] of read(await readFile(join(directory, file), 'utf8'))) work.set(path, page);
  }
  return work;
}

function metricsOf(values: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(scoredMetrics.flatMap((id) => (values[id] === undefined ? [] : [[id, values[id]]])));
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
