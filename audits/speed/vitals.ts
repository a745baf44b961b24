import type { StepEvidence, Vital } from '../../src/model/evidence.ts';
import type { Source, Threshold } from '../../src/model/metric.ts';

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

/** The last reading of a vital for the last navigation of a kind: what the customer saw of the page they ended up on. */
export function lastOf(vitals: readonly Vital[], metric: Vital['metric'], navigation: Vital['navigation']): Vital | undefined {
  const readings = vitals.filter((vital) => vital.metric === metric && vital.navigation === navigation);
  const last = Math.max(...readings.map(({ navigationIndex }) => navigationIndex));
  return readings.findLast(({ navigationIndex }) => navigationIndex === last);
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

/** Name of the part that takes the most time; undefined: no parts were reported. */
export function largestPart(parts: Readonly<Record<string, number>>): string | undefined {
  return Object.entries(parts).sort(([, a], [, b]) => b - a)[0]?.[0];
}
