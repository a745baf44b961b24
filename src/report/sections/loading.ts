import type { Loading, LoadedRequest } from '../../model/loading-evidence.ts';
import { hasFailed, waterfall } from '../charts/waterfall.ts';
import type { Lookup, SiteFacts, TouchpointFacts } from '../lookup.ts';
import { formatValue, plural } from '../numbers.ts';

const milliseconds = (value: number | null): string => (value === null ? 'not available' : formatValue(Math.round(value), 'ms'));

function answerOf({ status, failure }: LoadedRequest): string {
  return failure ?? (status === null ? 'no answer' : String(status));
}

function viewOf({ requests, requestCount, errors, errorCount }: Loading, persona: { id: string; title: string }, touchpoint: TouchpointFacts, site: SiteFacts) {
  const failed = requests.filter(hasFailed).length;
  return {
    persona: persona.title,
    personaId: persona.id,
    label: `Requests at ${touchpoint.title} on ${site.title}, ${persona.title}`,
    summary: `${plural(requestCount, 'request')}${failed === 0 ? '' : `, ${failed} of them failed`}`,
    cut: requestCount > requests.length ? `The first ${requests.length} of ${requestCount} requests are shown; all of them are in the evidence of the visit.` : null,
    chart: waterfall(requests),
    rows: requests.map((request) => ({
      address: request.address,
      type: request.type,
      start: milliseconds(request.start),
      firstByte: milliseconds(request.firstByte),
      done: milliseconds(request.duration),
      bytes: request.bytes === null ? 'not available' : formatValue(request.bytes, 'bytes'),
      answer: answerOf(request),
      failed: hasFailed(request),
      whose: request.thirdParty ? 'third party' : 'own',
    })),
    errors,
    moreErrors: errorCount > errors.length ? `and ${errorCount - errors.length} more` : null,
  };
}

/** How a touchpoint loaded on a site, for the first persona with each kind of device: those with alike devices ask for the same. */
export function loadingsOf(lookup: Lookup, site: SiteFacts, touchpoint: TouchpointFacts) {
  const devices = new Set<string>();
  return lookup.personas.flatMap((persona) => {
    const loading = lookup.summary({ site: site.id, persona: persona.id, journey: touchpoint.journey, touchpoint: touchpoint.id })?.loading;
    if (loading === undefined || devices.has(persona.device)) return [];
    devices.add(persona.device);
    return [viewOf(loading, persona, touchpoint, site)];
  });
}
