import { defineAudit, measured } from '../../src/audit/define.ts';
import type { RequestEvidence } from '../../src/model/evidence.ts';
import type { Metric } from '../../src/model/metric.ts';
import type { Severity } from '../../src/model/results.ts';
import { address, afterStep, firstOfEach } from '../wording.ts';
import { statusCodes as source } from './sources.ts';

const why = 'Something the page asked for did not come: a picture, a price, or the answer to what the customer just did.';

export const audit = defineAudit({
  id: 'friction/failed-requests',
  area: 'friction',
  title: 'Failed requests',
  why,
  source,
  pass: 'experience',
  alsoUnreached: true,
  metrics: [
    {
      id: 'friction.failed-requests',
      title: 'Failed requests',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Requests answered with status 400 or more, or not at all. Those the page or a navigation cancelled, and the icon the browser asks for by itself, do not count.',
      source,
    },
    ...(['own', 'third-party'] as const).map((party): Metric => ({
      id: `friction.failed-requests.${party}`,
      title: `Failed requests: ${party === 'own' ? 'the site’s own' : 'third parties'}`,
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: party === 'own' ? 'Those of the failed requests that went to the host of the site or one below it.' : 'Those of the failed requests that went to any other host.',
      source,
    })),
  ],
  needs: ['requests'],
  run({ requests }, { steps }) {
    const failed = requests.filter(hasFailed);
    const foreign = failed.filter(({ thirdParty }) => thirdParty).length;
    // A page that was answered with an error is told by friction/http-status.
    const told = failed.filter(({ type, mainFrame, status }) => !(type === 'document' && mainFrame && status !== null));
    return measured(
      { 'friction.failed-requests': failed.length, 'friction.failed-requests.own': failed.length - foreign, 'friction.failed-requests.third-party': foreign },
      firstOfEach(told, keyOf).map(([key, request]) => ({
        kind: 'pain-point',
        severity: severityOf(request),
        title: `${whatFailed(request)} (${request.status === null ? 'no answer' : `status ${request.status}`})${afterStep(steps, request.step)}.`,
        advice: `Repair or remove the request to ${address(request.url)}, and tell the customer what to do when it fails.`,
        direction: 'do',
        key,
        quote: `${request.method} ${request.url} → ${request.status ?? request.failure}`,
        confidence: 'B',
        effort: 'small',
      })),
    );
  },
});

/** Methods that ask about something and fetch nothing of it (RFC 9110). */
const onlyAsks = (method: string): boolean => method === 'HEAD' || method === 'OPTIONS';

function whatFailed({ type, method }: RequestEvidence): string {
  if (type === 'document') return 'A page the customer asked for did not come';
  if (type === 'fetch' || type === 'xhr') return onlyAsks(method) ? 'A question of the page to the server failed' : 'A call of the page to the server failed';
  return `A ${kinds[type] ?? 'file'} of the page did not come`;
}

const kinds: Readonly<Record<string, string>> = { script: 'script', stylesheet: 'style sheet', image: 'picture', font: 'font', media: 'video or sound' };

/** An answer counts also where its body was cancelled: Chrome says so when a script looks at the status only. */
export function hasFailed({ url, status, failure }: RequestEvidence): boolean {
  if (status !== null && status >= 400) return URL.parse(url)?.pathname !== '/favicon.ico';
  return failure !== null && !failure.includes('ERR_ABORTED');
}

function keyOf({ method, url, status }: RequestEvidence): string {
  return `${method} ${address(url)} ${status ?? 'no answer'}`;
}

/** By what the customer misses: the page, what it does, how it looks; others' extras come last. */
function severityOf({ type, method, mainFrame, thirdParty }: RequestEvidence): Severity {
  if (type === 'document' && mainFrame) return 'critical';
  if (thirdParty || onlyAsks(method)) return 'minor';
  return ['script', 'stylesheet', 'fetch', 'xhr', 'document'].includes(type) ? 'serious' : 'moderate';
}
