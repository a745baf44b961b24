import { pageFunctions } from 'lighthouse/core/lib/page-functions.js';
import { lighthouseVersion as version } from 'lighthouse/shared/root.js';

// What is used of Lighthouse here is not its public interface. So all of it is in this file, Lighthouse is pinned exactly, and
// tests/visit/lighthouse-contract.test.ts holds the outcome against a genuine run. The runner is imported when it is first needed:
// it costs a quarter of a second, and only judge workers use it.

export const lighthouseVersion: string = version;

/** Source of Lighthouse's own benchmark, to be evaluated in a page as `(source)()`; about one second; gives the BenchmarkIndex. */
export const benchmarkIndexPageFunction: string = pageFunctions.computeBenchmarkIndex.toString();

export type Mode = 'navigation' | 'timespan';

/** A trace event or a message of the devtools log: only what is read by name here. */
export interface TraceEvent {
  cat: string;
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  args: Record<string, unknown>;
}
export interface ProtocolMessage {
  method: string;
  params: Record<string, unknown>;
}

/** One recorded step, with what Lighthouse wants to know about where it was recorded. */
export interface Recorded {
  mode: Mode;
  traceEvents: readonly TraceEvent[];
  devtoolsLog: readonly ProtocolMessage[];
  url: { requestedUrl?: string; mainDocumentUrl?: string; finalDisplayedUrl: string };
  /** BenchmarkIndex, 0 where it is not known (Lighthouse only copies it into its report), CSS px per device px, and who was asked. */
  host: { benchmarkIndex: number; pixelRatio: number; userAgent: string };
  formFactor: 'mobile' | 'desktop';
  /** What is to be modelled; null: the figures as they were observed. */
  throttling: { rttMs: number; throughputKbps: number; cpuSlowdownMultiplier: number } | null;
}

/** What is read of Lighthouse's result of one audit. */
export interface AuditAnswer {
  title: string;
  score: number | null;
  scoreDisplayMode: string;
  numericValue?: number;
  displayValue?: string;
  /** ms by metric acronym; CLS without unit. */
  metricSavings?: Record<string, number | undefined>;
  /** Tables, or lists of tables, whose shape differs from audit to audit. */
  details?: unknown;
}
export interface Answer {
  audits: Record<string, AuditAnswer>;
  performance: { score: number | null; auditRefs: { id: string; weight: number; group?: string }[] };
  runWarnings: string[];
}

/** Lighthouse's performance audits on a recording, those left out that need evidence which a recording does not hold. */
export async function auditRecording(recorded: Recorded): Promise<Answer> {
  const [{ Runner }, resolvedConfig] = await Promise.all([import('lighthouse/core/runner.js'), configFor(recorded)]);
  const artifacts = artifactsOf(recorded, resolvedConfig.settings);
  const audits = (resolvedConfig.audits ?? []).filter(({ implementation }) => implementation.meta.requiredArtifacts.every((name) => Object.hasOwn(artifacts, name)));
  const kept = new Set(audits.map(({ implementation }) => implementation.meta.id));
  const { performance } = resolvedConfig.categories ?? {};
  if (performance === undefined) throw new TypeError('Lighthouse has no performance category.');
  const categories = { performance: { ...performance, auditRefs: performance.auditRefs.filter(({ id }) => kept.has(id)) } };

  const computedCache = new Map();
  const result = await Runner.audit(artifacts as Parameters<typeof Runner.audit>[0], { resolvedConfig: { ...resolvedConfig, audits, categories }, computedCache }).finally(() => letGo(computedCache));
  const judged = result?.lhr.categories.performance;
  if (result === undefined || judged === undefined) throw new TypeError('Lighthouse gave no result.');
  return { audits: result.lhr.audits, performance: judged, runWarnings: result.lhr.runWarnings };
}

/**
 * Lighthouse's trace engine (0.0.65) has a map of all traces that it has met in the life of the process, and never takes one out. It is emptied
 * from the other side: what the engine made of this trace, which is almost all that the map holds, is taken out of its result once nobody needs it.
 */
async function letGo(computed: ReadonlyMap<string, { _entries: { value: Promise<{ data?: object }> }[] }>): Promise<void> {
  for (const { value } of computed.get('TraceEngineResult')?._entries ?? []) {
    const { data = {} } = await value.catch((): { data?: object } => ({}));
    for (const key of Object.keys(data)) Reflect.deleteProperty(data, key);
  }
}

type ResolvedConfig = Awaited<ReturnType<typeof initialized>>;
const initializedFor = new Map<Mode, Promise<ResolvedConfig>>();

async function initialized(mode: Mode) {
  const { initializeConfig } = await import('lighthouse/core/config/config.js');
  const { resolvedConfig } = await initializeConfig(mode, undefined, {
    onlyCategories: ['performance'],
    throttlingMethod: 'provided',
    screenEmulation: { disabled: true },
    emulatedUserAgent: false,
  });
  return resolvedConfig;
}

/** The config of a mode is made once; only its settings differ between recordings. */
async function configFor({ mode, formFactor, throttling }: Recorded): Promise<ResolvedConfig> {
  const making = initializedFor.get(mode) ?? initialized(mode);
  initializedFor.set(mode, making);
  const config = await making;
  const settings = {
    ...config.settings,
    formFactor,
    ...(throttling && { throttlingMethod: 'simulate' as const, throttling: { ...config.settings.throttling, ...throttling } }),
  };
  return { ...config, settings };
}

/**
 * The marker that starts a timespan. Whoever records a step cannot know whether it will load a document, so it is in every trace; in
 * that of a navigation Lighthouse would count from it and not from the start of the navigation.
 */
function isTimespanMarker({ name, args }: TraceEvent): boolean {
  return name === 'clock_sync' && args['sync_id'] === '__lighthouseTimespanStart__';
}

/** µs; Lighthouse takes a page for interactive once it has been quiet for 5 s (core/computed/metrics/interactive.js, 2026). */
const quietWindow = 5_000_000;

/**
 * Observed figures of a load need five quiet seconds behind it, which a recording does not wait for: it ends when the page has settled.
 * A mark as much later says that nothing came after. What did come is in no figure, as it is in none of the visit itself.
 */
function withQuietEnd(events: readonly TraceEvent[]): TraceEvent[] {
  const last = events.reduce<TraceEvent | undefined>((latest, event) => (latest === undefined || endOf(event) > endOf(latest) ? event : latest), undefined);
  if (last === undefined) return [];
  return [...events, { cat: 'blink.user_timing', name: 'mystery-shopper-end', ph: 'R', pid: last.pid, tid: last.tid, ts: endOf(last) + 2 * quietWindow, args: {} }];
}

function endOf({ ts, dur = 0 }: TraceEvent): number {
  return ts + dur;
}

/** What Lighthouse is to see of a trace. */
function eventsFor({ mode, traceEvents, throttling }: Pick<Recorded, 'mode' | 'traceEvents' | 'throttling'>): readonly TraceEvent[] {
  if (mode === 'timespan') return traceEvents;
  const ofLoad = traceEvents.filter((event) => !isTimespanMarker(event));
  return throttling === null ? withQuietEnd(ofLoad) : ofLoad;
}

/** Lighthouse's artifacts: what its gatherers would have left behind. Lists that nobody gathered are empty where its audits only decorate with them. */
function artifactsOf({ mode, traceEvents, throttling, devtoolsLog, url, host, formFactor }: Recorded, settings: ResolvedConfig['settings']): Record<string, unknown> {
  return {
    Trace: { traceEvents: eventsFor({ mode, traceEvents, throttling }) },
    DevtoolsLog: devtoolsLog,
    URL: url,
    GatherContext: { gatherMode: mode },
    settings,
    BenchmarkIndex: host.benchmarkIndex,
    HostDPR: host.pixelRatio,
    HostUserAgent: host.userAgent,
    HostProduct: host.userAgent,
    HostFormFactor: formFactor,
    PageLoadError: null,
    SourceMaps: [],
    TraceElements: [],
    Stacks: [],
    Timing: [],
    LighthouseRunWarnings: [],
    // Only copied into Lighthouse's own report.
    fetchTime: '1970-01-01T00:00:00.000Z',
  };
}
