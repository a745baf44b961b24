import { defineAudit, measured } from '../../src/audit/define.ts';
import { withoutPageLoad } from '../page-load.ts';
import { address, counted } from '../wording.ts';
import { statusCodes as source } from './sources.ts';

const why = 'Whoever asks for a page and gets an error page has to give up or to start again.';

/** From here on the server says that it could not answer. */
const firstError = 400;

/** Said to those who may not see the page, or ask too often; a site also tells robots so. */
const refusals = new Set([401, 403, 407, 429, 451]);

export const audit = defineAudit({
  id: 'friction/http-status',
  area: 'friction',
  title: 'Pages answered with an error',
  why,
  source,
  pass: 'experience',
  alsoUnreached: true,
  // An error page in place of the page is not measured as if it were that page; that it came is told all the same.
  alsoInvalid: true,
  metrics: [
    {
      id: 'friction.error-pages',
      title: 'Pages answered with an error',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Documents in the window of the page that the server answered with status 400 or more, the journey’s own place or on the way there.',
      source,
    },
  ],
  needs: ['documents'],
  run({ documents }, { steps }) {
    if (documents.length === 0) return withoutPageLoad(steps);
    const failed = documents.filter((document) => document.status >= firstError);
    const distinct = Map.groupBy(failed, (document) => `${document.status} ${address(document.url)}`);
    return measured(
      { 'friction.error-pages': failed.length },
      [...distinct].map(([key, [first, ...more]]) => ({
        kind: 'pain-point',
        severity: 'critical',
        title: `In place of a page the server answers with status ${first?.status}${more.length > 0 ? `, ${counted(more.length + 1, 'time')}` : ''}.`,
        advice: refusals.has(first?.status ?? 0)
          ? `Find out why the server refuses ${address(first?.url ?? '')}. If people get the page and only automated visits do not, let these visits through to have it measured.`
          : `Find out why the server cannot give ${address(first?.url ?? '')}, and lead people on from its error page.`,
        direction: 'do',
        key,
        quote: `${first?.url} → ${first?.status}`,
        confidence: 'B',
        effort: 'medium',
      })),
    );
  },
});
