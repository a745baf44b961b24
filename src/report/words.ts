import type { Finding, Severity } from '../model/results.ts';
import type { Comparison, GateResult, LedgerEntry, RunRecord, TouchpointSummary } from '../model/record.ts';
import type { Area } from '../model/metric.ts';
import type { Stage } from '../model/journey.ts';
import type { Threshold, Metric } from '../model/metric.ts';
import { formatRated, formatValue } from './numbers.ts';

/** How something is marked: a colour is never the only sign, so each tone comes with a word and an icon of the sprite. */
export interface Mark {
  tone: 'good' | 'warn' | 'poor' | 'neutral';
  icon: string;
  word: string;
}

const mark = (tone: Mark['tone'], icon: string, word: string): Mark => ({ tone, icon, word });

export const outcomeMarks: Record<RunRecord['verdict']['outcome'], Mark> = {
  pass: mark('good', 'check', 'Passed'),
  fail: mark('poor', 'cross', 'Failed'),
  incomplete: mark('warn', 'gap', 'Incomplete'),
  inconclusive: mark('warn', 'question', 'Inconclusive'),
};

/** A run without gates passes because nothing could fail: that is not shown as a success. */
export function verdictMark({ gates, verdict }: { gates: readonly unknown[]; verdict: Pick<RunRecord['verdict'], 'outcome'> }): Mark {
  return gates.length === 0 && verdict.outcome === 'pass' ? mark('neutral', 'gap', 'No gates set') : outcomeMarks[verdict.outcome];
}

export const stopMark: Mark = mark('poor', 'blocked', 'Stops customers');

/** A comparison made under other conditions tells nothing, whatever its numbers look like. */
export function comparisonMark({ verdict, changed }: Pick<Comparison, 'verdict' | 'changed'>): Mark {
  return changed === undefined ? verdictMarks[verdict] : mark('neutral', 'question', 'Other conditions');
}

export const gateMarks: Record<GateResult['outcome'], Mark> = {
  pass: mark('good', 'check', 'Passed'),
  fail: mark('poor', 'cross', 'Failed'),
  inconclusive: mark('warn', 'question', 'Inconclusive'),
  'not-measured': mark('warn', 'gap', 'Not measured'),
};

const gateOrder: Record<GateResult['outcome'], number> = { fail: 0, 'not-measured': 1, inconclusive: 2, pass: 3 };

/** What failed first, then what could not be told, then what holds. */
export function gatesByOutcome(gates: readonly GateResult[]): GateResult[] {
  return gates.toSorted((a, b) => gateOrder[a.outcome] - gateOrder[b.outcome]);
}

export const verdictMarks: Record<Comparison['verdict'], Mark> = {
  good: mark('good', 'check', 'Good'),
  'needs-improvement': mark('warn', 'wave', 'Needs improvement'),
  poor: mark('poor', 'cross', 'Poor'),
  better: mark('good', 'up', 'Better'),
  worse: mark('poor', 'down', 'Worse'),
  'no-difference': mark('neutral', 'equal', 'No difference seen'),
  inconclusive: mark('neutral', 'question', 'Cannot be told yet'),
  ranked: mark('neutral', 'equal', 'Ranked'),
  'not-available': mark('neutral', 'gap', 'Not available'),
};

export const severityMarks: Record<Severity, Mark> = {
  critical: mark('poor', 'critical', 'Critical'),
  serious: mark('poor', 'serious', 'Serious'),
  moderate: mark('warn', 'moderate', 'Moderate'),
  minor: mark('neutral', 'minor', 'Minor'),
};

export const delightMark: Mark = mark('good', 'star', 'Delight');

export const statusMarks: Record<TouchpointSummary['status'], Mark> = {
  reached: mark('good', 'check', 'Reached'),
  failed: mark('poor', 'cross', 'Failed here'),
  blocked: mark('poor', 'blocked', 'Blocked here'),
  'not-reached': mark('neutral', 'gap', 'Not reached'),
};

export const ledgerMarks: Record<LedgerEntry['status'], Mark> = {
  valid: mark('good', 'check', 'Valid'),
  invalid: mark('poor', 'cross', 'Invalid'),
  missing: mark('warn', 'gap', 'Missing'),
  'not-reached': mark('neutral', 'gap', 'Not reached'),
};

export const areaNames: Record<Area, string> = { speed: 'Speed', accessibility: 'Accessibility', friction: 'Friction', trust: 'Trust' };

export const stageNames: Record<Stage, string> = {
  awareness: 'Awareness',
  consideration: 'Consideration',
  purchase: 'Purchase',
  retention: 'Retention',
  advocacy: 'Advocacy',
};

/** How much work it is to mend a finding. What a journey costs its customer is told as effort, so that is another word. */
export const workNames: Record<Finding['effort'], string> = { small: 'little work', medium: 'some work', large: 'much work' };

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const roleNames = { own: 'Your site', reference: 'Reference', competitor: 'Competitor' } as const;

export const handsNames = { mouse: 'Mouse', touch: 'Touch', keyboard: 'Keyboard only', 'screen-reader': 'Screen reader' } as const;

const confidenceTexts: Record<Finding['confidence'], string> = {
  A: 'seen in at least three samples',
  B: 'seen in one or two samples, by a fixed rule',
  C: 'worked out with a model',
  D: 'rests on a second-hand source',
};

/** How sure a finding is, as in: seen in one or two samples, by a fixed rule. */
export function certainty({ confidence, judgement }: Pick<Finding, 'confidence' | 'judgement'>): string {
  return judgement === 'needed' ? `${confidenceTexts[confidence]}; a person has to judge it` : confidenceTexts[confidence];
}

/** A value of a metric beside the word that its threshold gives it. */
export function ratedValue(value: number, { unit, threshold }: Pick<Metric, 'unit' | 'threshold'>): string {
  return formatRated(value, unit, threshold === undefined ? [] : [threshold.good, threshold.poor]);
}

/** As in "Good up to 2.5 s, poor above 4.0 s". */
export function thresholdText(threshold: Threshold, metric: Metric): string {
  const [good, poor] = [formatValue(threshold.good, metric.unit), formatValue(threshold.poor, metric.unit)];
  if (metric.better === 'higher') return threshold.good === threshold.poor ? `Good from ${good}` : `Good from ${good}, poor below ${poor}`;
  return threshold.good === threshold.poor ? `Good up to ${good}` : `Good up to ${good}, poor above ${poor}`;
}
