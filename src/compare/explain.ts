import type { Change, Makeup, UsualRequest } from '../model/change-evidence.ts';
import { fingerprintOf } from '../model/known-findings.ts';
import type { Metric } from '../model/metric.ts';
import type { Explained, RunRecord, TouchpointSummary } from '../model/record.ts';
import type { Finding, Place } from '../model/results.ts';
import { mostKept } from './makeup.ts';
import { inUnit } from './wording.ts';

/** What is known of a place on one side of a comparison. */
export interface Side {
  summary: TouchpointSummary | undefined;
  findings: readonly Finding[];
}

const shown = 5;

/** ms, and share of what it was: less than a frame of a 60 Hz display and a twentieth is what any two visits differ by. Design choices. */
const least = { ms: 16, share: 0.05 };

export function sideOf({ touchpoints, findings }: Pick<RunRecord, 'touchpoints' | 'findings'>, { site, persona, journey, touchpoint }: Place): Side {
  const isHere = (place: Place): boolean => place.site === site && place.persona === persona && place.journey === journey && (touchpoint === null || place.touchpoint === touchpoint);
  return { summary: touchpoint === null ? undefined : touchpoints.find(isHere), findings: findings.filter(({ places }) => places.some(isHere)) };
}

/**
 * What changed at a place where a metric got worse, most of it first: first what is of the metric's own kind (ms for times, bytes for bytes),
 * then the rest; of those beyond the first few only their number. It says what is otherwise, not that this is the cause: two changes can hide each other.
 */
export function explain(metric: Pick<Metric, 'id' | 'unit'>, now: Side, then: Side, auditsOf: (audit: string) => boolean): Pick<Explained, 'changes' | 'furtherChanges'> {
  const made = now.summary?.makeup === undefined || then.summary?.makeup === undefined ? [] : makeupChanges(now.summary.makeup, then.summary.makeup);
  const steps = now.summary === undefined || then.summary === undefined ? [] : stepsAdded(now.summary, then.summary);
  const all = [...made, ...steps, ...findingsNew(now.findings, then.findings, auditsOf)];
  const own = metric.unit === 'bytes' ? 'bytes' : metric.unit === 'ms' || metric.unit === 's' ? 'ms' : 'count';
  const area = metric.id.split('.')[0];
  const ranked = all
    .filter(({ kind }) => matters(kind, area))
    .toSorted((a, b) => Number(b.unit === own) - Number(a.unit === own) || (a.unit === b.unit ? b.by - a.by : 0));
  return { changes: ranked.slice(0, shown), furtherChanges: Math.max(0, ranked.length - shown) };
}

/** New requests do not add violations, and a new violation does not add milliseconds. */
function matters(kind: Change['kind'], area: string | undefined): boolean {
  if (area === 'speed') return kind !== 'field-added' && kind !== 'step-added';
  if (area === 'trust') return kind === 'party-new' || kind === 'request-added' || kind === 'finding-new';
  if (area === 'accessibility') return kind === 'finding-new' || kind === 'field-added';
  return true;
}

function makeupChanges(now: Makeup, then: Makeup): Change[] {
  const before = new Map(then.requests.map((request) => [request.address, request]));
  const partiesThen = new Set(then.requests.map(({ party }) => party));
  // What is not among the requests kept may have been there all the same.
  const complete = then.requestCount === then.requests.length;
  const parties = complete ? [...Map.groupBy(now.requests.filter(({ party }) => party !== null && !partiesThen.has(party)), ({ party }) => party ?? '')] : [];
  const tasksThen = then.longTasks === null ? null : new Map(then.longTasks.map(({ script, duration }) => [script, duration]));
  const allTasks = then.longTasks !== null && then.longTasks.length < mostKept.scripts;
  const fieldsThen = then.fields === null || then.fields.length >= mostKept.fields ? null : then.fields.map(({ label }) => label);
  return [
    ...now.requests.flatMap((request) => requestChanges(request, before.get(request.address), complete)),
    ...parties.map(([party, requests]): Change => ({ kind: 'party-new', text: `The third party ${party} is new, with ${requests.length} ${requests.length === 1 ? 'request' : 'requests'}.`, by: requests.length, unit: 'count' })),
    ...(now.longTasks ?? []).flatMap(({ script, duration }): Change[] => {
      const by = duration - (tasksThen?.get(script) ?? (allTasks ? 0 : duration));
      return by <= least.ms ? [] : [{ kind: 'long-task', text: `${script} keeps the main thread busy for ${inMs(duration)} in long tasks, ${inMs(by)} more.`, by, unit: 'ms' }];
    }),
    ...(now.lcpElement !== null && then.lcpElement !== null && now.lcpElement !== then.lcpElement ? [{ kind: 'lcp-element', text: `The largest element drawn is another one: ${now.lcpElement}, before ${then.lcpElement}.`, by: 0, unit: 'ms' } as const] : []),
    ...(fieldsThen === null ? [] : further(now.fields ?? [], fieldsThen, ({ label }) => label)).map(({ label, required }): Change => ({ kind: 'field-added', text: `There is a further ${required ? 'required ' : ''}field: ${label}.`, by: 1, unit: 'count' })),
  ];
}

function requestChanges(now: UsualRequest, then: UsualRequest | undefined, complete: boolean): Change[] {
  const who = `${now.address}${now.party === null ? '' : ` (${now.party})`}`;
  if (then === undefined) {
    if (!complete) return [];
    return [
      { kind: 'request-added', text: `New request: ${who}, ${inBytes(now.bytes)}${now.duration === null ? '' : `, ${inMs(now.duration)}`}.`, by: now.bytes ?? 0, unit: 'bytes' },
      ...(now.duration === null ? [] : [{ kind: 'request-added', text: `New request: ${who}, which takes ${inMs(now.duration)}.`, by: now.duration, unit: 'ms' } as const]),
    ];
  }
  const grown = (now.bytes ?? 0) - (then.bytes ?? now.bytes ?? 0);
  const late = (now.firstByte ?? 0) - (then.firstByte ?? now.firstByte ?? 0);
  const slower = (now.duration ?? 0) - (then.duration ?? now.duration ?? 0);
  return [
    ...(grown > least.share * (then.bytes ?? 0) ? [{ kind: 'request-grown', text: `${who} grew by ${inBytes(grown)} to ${inBytes(now.bytes)}.`, by: grown, unit: 'bytes' } as const] : []),
    ...(slower > Math.max(least.ms, least.share * (then.duration ?? 0)) ? [{ kind: 'request-slower', text: `${who} takes ${inMs(slower)} longer${late > slower / 2 ? `, ${inMs(late)} of it until the first byte: the server is slower` : ''}.`, by: slower, unit: 'ms' } as const] : []),
  ];
}

function stepsAdded(now: TouchpointSummary, then: TouchpointSummary): Change[] {
  const before = then.steps.map(({ description }) => description);
  return further(now.steps, before, ({ description }) => description)
    .filter(({ outcome }) => outcome !== 'skipped')
    .map(({ description }): Change => ({ kind: 'step-added', text: `There is a further step: ${description}.`, by: 1, unit: 'count' }));
}

/** Those of a name that is there more often than before. */
function further<T>(now: readonly T[], before: readonly string[], nameOf: (item: T) => string): T[] {
  return now.filter((item, index) => now.slice(0, index + 1).filter((other) => nameOf(other) === nameOf(item)).length > before.filter((name) => name === nameOf(item)).length);
}

function findingsNew(now: readonly Finding[], then: readonly Finding[], ofMetric: (audit: string) => boolean): Change[] {
  const before = new Set(then.map(fingerprintOf));
  return now
    .filter((finding) => finding.kind === 'pain-point' && ofMetric(finding.audit) && !before.has(fingerprintOf(finding)))
    .map((finding): Change => ({ kind: 'finding-new', text: `New: ${finding.title}`, by: 1, unit: 'count' }));
}

function inMs(value: number): string {
  return inUnit(value, { unit: 'ms' });
}

function inBytes(value: number | null): string {
  return value === null ? 'of unknown size' : inUnit(value, { unit: 'bytes' });
}
