import type { RecordingEvidence, StepEvidence } from '../../model/evidence.ts';
import { defineCollector } from './collector.ts';
import { compressedJson, dropTrace, endTrace, readTrace, startTrace } from './instruments/trace.ts';
import { withoutSecrets } from './instruments/without-secrets.ts';

/** Steps that load something or act on the page. */
const recorded: readonly StepEvidence['action'][] = ['visit', 'click', 'press', 'choose', 'check', 'uncheck', 'fill', 'back', 'reload', 'run'];

const logged = /^(Page|Network|Target|Runtime)\./;
// The feed of timings is ours, not the page's.
const ours = 'Runtime.bindingCalled';
const most = { events: 50_000 };

interface LogEntry {
  method: string;
  params: unknown;
  targetType: 'page';
  sessionId: 'root';
}

/**
 * Trace and devtools log of each step, in the form Lighthouse's audits read. A step that loaded a document is a navigation,
 * any other a timespan; one that did nothing to be seen is not kept. A step that could not be recorded is left out; if no
 * step could, the collector says why.
 */
export const recordings = defineCollector({
  field: 'recordings',
  passes: ['inspection'],
  async start(context) {
    const { cdp, page, scrub, keep } = context;
    let under: { log: LogEntry[]; from: string } | null = null;
    let kept: RecordingEvidence[] = [];
    let failure: unknown = null;
    let number = 0;
    cdp.on('event', ({ method, params }) => {
      if (under !== null && under.log.length < most.events && logged.test(method) && method !== ours) under.log.push({ method, params: params ?? {}, targetType: 'page', sessionId: 'root' });
    });

    async function discard(): Promise<void> {
      under = null;
      await dropTrace(cdp, await endTrace(cdp));
    }

    return {
      async beforeStep() {
        try {
          if (under !== null) await discard();
          await startTrace(cdp);
          under = { log: [], from: page.url() };
        } catch (error) {
          failure = error;
        }
      },
      async afterStep(step) {
        if (under === null) return;
        try {
          if (!isWorthKeeping(step)) return await discard();
          const { log, from } = under;
          const stream = await endTrace(cdp);
          under = null;
          number += 1;
          const name = `recording-${String(number).padStart(3, '0')}`;
          const trace = await keep(`${name}.trace.json.gz`, await readTrace(cdp, stream, scrub), 'application/gzip');
          const devtoolsLog = await keep(`${name}.devtoolslog.json.gz`, await compressedJson(withoutSecrets(log, scrub)), 'application/gzip');
          kept.push({ step: step.index, mode: step.navigation === 'hard' ? 'navigation' : 'timespan', trace, devtoolsLog, from: scrub(from), to: scrub(page.url()) });
        } catch (error) {
          under = null;
          failure = error;
        }
      },
      async collect() {
        const [done, reason] = [kept, failure];
        [kept, failure] = [[], null];
        if (done.length === 0 && reason !== null) throw reason;
        return done;
      },
      async stop() {
        if (under !== null) await discard().catch(() => undefined);
      },
    };
  },
});

function isWorthKeeping({ action, outcome, navigation, effect }: StepEvidence): boolean {
  if (outcome === 'skipped' || !recorded.includes(action)) return false;
  if (navigation !== 'none' || effect === null) return true;
  return effect.mutations > 0 || effect.requests > 0 || effect.navigated || effect.focusMoved || effect.scrolled || effect.opened;
}
