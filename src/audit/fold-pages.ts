import type { LightAudits, PageFigure, PageFinding } from '../model/light.ts';
import type { Metric } from '../model/metric.ts';
import { severities, type AuditOutcome, type VisitResults } from '../model/results.ts';
import type { AuditFacts } from './facts.ts';

/** Takes the results of pages one by one and keeps what they add up to. Its size does not depend on the number of pages. */
export interface PageFold<T> {
  add(page: { url: string; template: T; results: VisitResults }): void;
  /** A page that could not be audited. Of codes there are few: they are this tool's own. */
  addFailed(page: { url: string; code: string; message: string }): void;
  /** `idOf`: of a template. */
  end(idOf: (template: T) => string): Omit<LightAudits, 'persona' | 'leftOut'>;
}

/** A hostile site can have a finding of its own on every page, and a kind of its own; a message is so many characters long. Design choices. */
const most = { findings: 2_000, templates: 500, examples: 5, message: 300 };

interface Tally {
  pages: number;
  notApplicable: number;
  notAvailable: number;
  sum: number;
  low: number;
  high: number;
  worst: string | null;
}

/** `from`: the page whose words were taken; `differs`: others have other words. */
type Kept<T> = Omit<PageFinding, 'templates' | 'wordedOn'> & { byTemplate: Map<T, number>; from: string; differs: boolean };

/** @param audits Those whose results count. */
export function openPageFold<T>(audits: readonly Pick<AuditFacts, 'id' | 'area' | 'metrics'>[]): PageFold<T> {
  const auditOf = new Map(audits.map((audit) => [audit.id, audit]));
  const tallies = new Map<T, { pages: number; metrics: Map<string, Tally> }>();
  const findings = new Map<string, Kept<T>>();
  const failures = new Map<string, LightAudits['failed'][number]>();
  const gaps = new Map<string, NonNullable<LightAudits['gaps']>[number]>();
  let pages = 0;
  let further = 0;

  return {
    add({ url, template, results }) {
      pages += 1;
      const kind = tallies.get(template) ?? (tallies.size < most.templates ? { pages: 0, metrics: new Map<string, Tally>() } : null);
      if (kind !== null) {
        tallies.set(template, kind);
        kind.pages += 1;
      }
      const met = new Set<string>();
      for (const { audit: id, outcome } of results.outcomes) {
        const audit = auditOf.get(id);
        if (audit === undefined) continue;
        if (kind !== null) for (const metric of readHere(audit.metrics)) count(tallyOf(kind.metrics, metric.id), metric, outcome, url);
        const because = whyUntold(outcome);
        if (because !== null) {
          const gap = gaps.get(id) ?? { audit: id, pages: 0, because: because.slice(0, most.message) };
          gaps.set(id, gap);
          gap.pages += 1;
        }
        if (outcome.status !== 'measured') continue;
        for (const draft of outcome.findings) {
          const key = `${id}\n${draft.kind}\n${draft.key}`;
          const known = findings.get(key);
          if (known === undefined && findings.size >= most.findings) {
            further += 1;
            continue;
          }
          const { kind: of, severity, title, advice, direction, judgement, wcag } = draft;
          const worse = known === undefined || severities.indexOf(severity) < severities.indexOf(known.severity);
          const words = worse ? { kind: of, severity, title, advice, direction, ...(judgement && { judgement }), ...(wcag && { wcag }), from: url } : known;
          const differs = known !== undefined && (known.differs || known.title !== title);
          const kept: Kept<T> = { ...words, differs, audit: id, key: draft.key, area: audit.area, pages: known?.pages ?? 0, examples: known?.examples ?? [], byTemplate: known?.byTemplate ?? new Map() };
          findings.set(key, kept);
          if (met.has(key)) continue;
          met.add(key);
          kept.pages += 1;
          if (kept.examples.length < most.examples) kept.examples.push(url);
          if (kind !== null) kept.byTemplate.set(template, (kept.byTemplate.get(template) ?? 0) + 1);
        }
      }
    },
    addFailed({ url, code, message }) {
      const known = failures.get(code) ?? { code, count: 0, message: message.slice(0, most.message), examples: [] };
      failures.set(code, known);
      known.count += 1;
      if (known.examples.length < most.examples) known.examples.push(url);
    },
    end: (idOf) => ({
      pages,
      failed: [...failures.values()].sort((a, b) => b.count - a.count),
      ...(gaps.size > 0 && { gaps: [...gaps.values()].sort((a, b) => b.pages - a.pages) }),
      templates: [...tallies].map(([template, { pages: ofKind, metrics }]) => ({ template: idOf(template), pages: ofKind, figures: [...metrics].map(([metric, tally]) => figureOf(metric, tally)) })),
      findings: [...findings.values()]
        .map(({ byTemplate, from, differs, ...finding }): PageFinding => ({ ...finding, ...(differs && { wordedOn: from }), templates: Object.fromEntries([...byTemplate].map(([template, count]) => [idOf(template), count])) }))
        .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.pages - a.pages),
      further,
    }),
  };
}

/** Why an audit could tell nothing of a page, or not the whole: then there may be more than it has found. null: it could, or there is nothing to tell. */
function whyUntold(outcome: AuditOutcome): string | null {
  if (outcome.status === 'not-available') return outcome.because;
  if (outcome.status === 'not-applicable' || Object.keys({ ...outcome.values, ...outcome.notApplicable }).length > 0) return null;
  return Object.values(outcome.missing ?? {})[0] ?? null;
}

/** Of an inspection; its times are not read. */
function readHere(metrics: readonly Metric[]): Metric[] {
  return metrics.filter(({ pass, kind }) => pass === 'inspection' && kind === 'exact');
}

function tallyOf(metrics: Map<string, Tally>, id: string): Tally {
  const tally = metrics.get(id) ?? { pages: 0, notApplicable: 0, notAvailable: 0, sum: 0, low: Infinity, high: -Infinity, worst: null };
  metrics.set(id, tally);
  return tally;
}

function count(tally: Tally, { id, better }: Metric, outcome: AuditOutcome, url: string): void {
  const { value, applies } = readingOf(outcome, id);
  if (value === undefined) {
    tally[applies ? 'notAvailable' : 'notApplicable'] += 1;
    return;
  }
  if ((better === 'lower' && value > tally.high) || (better === 'higher' && value < tally.low)) tally.worst = url;
  tally.pages += 1;
  tally.sum += value;
  tally.low = Math.min(tally.low, value);
  tally.high = Math.max(tally.high, value);
}

/** A metric of one outcome: what fails to say that it does not apply is not available. */
function readingOf(outcome: AuditOutcome, metric: string): { value?: number | undefined; applies: boolean } {
  if (outcome.status !== 'measured') return { applies: outcome.status !== 'not-applicable' };
  return { value: outcome.values[metric], applies: outcome.missing?.[metric] !== undefined || outcome.notApplicable?.[metric] === undefined };
}

function figureOf(metric: string, { pages, notApplicable, notAvailable, sum, low, high, worst }: Tally): PageFigure {
  if (pages === 0) return { metric, pages, notApplicable, notAvailable, mean: null, low: null, high: null };
  return { metric, pages, notApplicable, notAvailable, mean: sum / pages, low, high, ...(worst !== null && { worst }) };
}
