import type { StepEvidence, Vital } from '../../src/model/evidence.ts';
import type { Metric, Source, Threshold } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';

const webVitals: Source = { title: 'web-vitals 6 thresholds', year: 2026, url: 'https://github.com/GoogleChrome/web-vitals' };

/** Published for the 75th percentile of real visits; here they are held against single visits made in the laboratory. */
export const thresholds = {
  LCP: { good: 2500, poor: 4000, source: webVitals },
  INP: { good: 200, poor: 500, source: webVitals },
  CLS: { good: 0.1, poor: 0.25, source: webVitals },
  FCP: { good: 1800, poor: 3000, source: webVitals },
  TTFB: { good: 800, poor: 1800, source: webVitals },
} as const satisfies Record<Vital['metric'], Threshold>;

export const vitalsSource = webVitals;

export const noPageLoaded = 'no page was loaded here';

/** Did one of the steps load a document, or change the address within one? */
export function navigated(steps: readonly StepEvidence[], kind: 'hard' | 'soft'): boolean {
  return steps.some(({ navigation }) => navigation === kind);
}

/** Was something pressed or typed? */
export function hasInput(steps: readonly StepEvidence[]): boolean {
  return steps.some(({ effort }) => effort.presses + effort.keys + effort.typed > 0);
}

/** The last reading of a vital for the last navigation of a kind: what the customer saw of the page they ended up on. undefined: the browser told others of that navigation, and not this one. */
export function lastOf(vitals: readonly Vital[], metric: Vital['metric'], navigation: Vital['navigation']): Vital | undefined {
  const readings = vitals.filter((vital) => vital.navigation === navigation);
  const last = Math.max(...readings.map(({ navigationIndex }) => navigationIndex));
  return readings.findLast((vital) => vital.metric === metric && vital.navigationIndex === last);
}

/** The worst reading of a vital; a navigation is judged by its last one, since each replaces the one before. */
export function worstOf(vitals: readonly Vital[], metric: Vital['metric']): Vital | undefined {
  const byNavigation = new Map(vitals.filter((vital) => vital.metric === metric).map((vital) => [`${vital.navigation} ${vital.navigationIndex} ${vital.url}`, vital]));
  return [...byNavigation.values()].reduce<Vital | undefined>((worst, vital) => (worst === undefined || vital.value > worst.value ? vital : worst), undefined);
}

/** Beyond `poor` it is serious, beyond `good` moderate; null: nothing to tell. */
export function severityOf(value: number, { good, poor }: Threshold): 'serious' | 'moderate' | null {
  if (value > poor) return 'serious';
  return value > good ? 'moderate' : null;
}

/** A wait beyond `good`, as a pain point; none where the wait is good. */
export function waitedTooLong(value: number, threshold: Threshold, words: Pick<FindingDraft, 'title' | 'advice' | 'key' | 'effort'> & { selector?: string | null; quote?: string }): FindingDraft[] {
  const severity = severityOf(value, threshold);
  const { selector, quote, ...told } = words;
  if (severity === null) return [];
  return [
    {
      kind: 'pain-point',
      severity,
      ...told,
      direction: 'do',
      ...(typeof selector === 'string' && { selector }),
      ...(quote !== undefined && quote !== '' && { quote }),
      cost: (value - threshold.good) / 1000,
      confidence: 'B',
    },
  ];
}

/** Parts of a vital as metrics of their own: name in the evidence, end of the metric id, title. */
export type Parts = readonly (readonly [part: string, id: string, title: string])[];

export function partMetrics(of: string, parts: Parts, { why, how }: Pick<Metric, 'why' | 'how'>): Metric[] {
  return parts.map(([, id, title]) => ({ id: `${of}.${id}`, title, unit: 'ms', better: 'lower', kind: 'timing', pass: 'experience', overJourney: 'none', why, how, source: webVitals }));
}

export function partValues(of: string, parts: Parts, reading: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(parts.flatMap(([part, id]) => (reading[part] === undefined ? [] : [[`${of}.${id}`, reading[part]]])));
}

/** Why the parts of a vital have no value, where they have none. */
export function partsMissing(of: string, parts: Parts, reading: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(parts.flatMap(([part, id]) => (reading[part] === undefined ? [[`${of}.${id}`, 'the browser did not tell the parts']] : [])));
}

/** Name of the part that takes the most time; undefined: no parts were reported. */
export function largestPart(parts: Readonly<Record<string, number>>): string | undefined {
  return Object.entries(parts).sort(([, a], [, b]) => b - a)[0]?.[0];
}
