import { becameOf, type Loading, type LoadedRequest } from '../../model/loading-evidence.ts';
import { waterfall } from '../charts/waterfall.ts';
import { isTimed } from '../known-metrics.ts';
import type { SiteFacts, TouchpointFacts } from '../lookup.ts';
import { formatValue, grouped, plural } from '../numbers.ts';
import type { SectionContext } from './section.ts';

const milliseconds = (value: number | null): string => (value === null ? 'not available' : formatValue(Math.round(value), 'ms'));

function answerOf(request: LoadedRequest): string {
  const { status, failure } = request;
  const became = becameOf(request);
  if (status !== null && status >= 400) return String(status);
  if (became === 'cancelled') return 'cancelled by the page or the browser';
  if (became === 'open') return status === null ? 'none yet when the customer went on' : `${status}, still open when the customer went on`;
  if (failure !== null) return failure;
  if (status === null) return 'no answer';
  if (status === 304) return '304, not changed';
  return status >= 300 && status < 400 ? `${status}, leads elsewhere` : String(status);
}

function sizeOf({ bytes, cached }: LoadedRequest): string {
  if (cached === true) return 'from the cache';
  return bytes === null ? 'not available' : formatValue(bytes, 'bytes');
}

/** How many of all requests failed; older records tell it of those that are shown only. */
function failedOf({ requests, requestCount, failedCount }: Loading): string | null {
  const count = failedCount ?? requests.filter((request) => becameOf(request) === 'failed').length;
  if (count === 0) return failedCount === undefined && requestCount > requests.length ? `none of the first ${requests.length} failed` : null;
  return `${grouped(count)} of ${failedCount === undefined && requestCount > requests.length ? `the first ${requests.length}` : 'them'} failed`;
}

function viewOf(loading: Loading, tables: boolean, timed: boolean, persona: { id: string; title: string }, touchpoint: TouchpointFacts, site: SiteFacts) {
  const { requests, requestCount, errors, errorCount } = loading;
  const blocking = requests.filter((request) => request.blocking === true).length;
  return {
    persona: persona.title,
    personaId: persona.id,
    label: `Requests at ${touchpoint.title} on ${site.title}, ${persona.title}`,
    summary: [plural(requestCount, 'request'), failedOf(loading)].filter((part) => part !== null).join(', '),
    untimed: timed ? null : 'As recorded once, while inspecting, at the full speed of the network and computer that measured: these times are not those that a customer meets.',
    cut: requestCount > requests.length ? `The first ${requests.length} of ${grouped(requestCount)} requests are shown; all of them are in the evidence of the visit.` : null,
    chart: waterfall(requests),
    legend: {
      third: requests.some(({ thirdParty }) => thirdParty),
      open: requests.some((request) => becameOf(request) === 'open'),
      failed: requests.some((request) => becameOf(request) === 'failed'),
      cancelled: requests.some((request) => becameOf(request) === 'cancelled'),
      blocking: blocking === 0 ? null : `${blocking === 1 ? 'One of them holds' : `${blocking} of them hold`} up what is drawn${tables ? ', which the table tells' : ''}.`,
    },
    rows: !tables ? null : requests.map((request) => ({
      address: request.address,
      type: request.blocking === true ? `${request.type}, holds up drawing` : request.type,
      start: milliseconds(request.start),
      firstByte: milliseconds(request.firstByte),
      done: milliseconds(request.duration),
      bytes: sizeOf(request),
      answer: answerOf(request),
      failed: becameOf(request) === 'failed',
      whose: request.thirdParty ? 'third party' : 'own',
    })),
    errors,
    moreErrors: errorCount > errors.length ? `and ${errorCount - errors.length} more` : null,
  };
}

/** How a touchpoint loaded on a site, for the first persona with each kind of device: those with alike devices ask for the same. */
export function loadingsOf({ lookup, tables }: SectionContext, site: SiteFacts, touchpoint: TouchpointFacts) {
  const devices = new Set<string>();
  return lookup.personas.flatMap((persona) => {
    const summary = lookup.summary({ site: site.id, persona: persona.id, journey: touchpoint.journey, touchpoint: touchpoint.id });
    if (summary?.loading === undefined || devices.has(persona.device)) return [];
    devices.add(persona.device);
    return [viewOf(summary.loading, tables, isTimed(lookup, summary), persona, touchpoint, site)];
  });
}
