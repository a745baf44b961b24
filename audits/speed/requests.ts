import { defineAudit, without } from '../../src/audit/define.ts';
import { pageWeight as source } from './sources.ts';
import { isFetched, ofLastPage } from './transfers.ts';

const why = 'Each request can be late or fail, and on a slow line many small ones take longer than a few large ones.';

export const audit = defineAudit({
  id: 'speed/requests',
  area: 'speed',
  title: 'Requests',
  why,
  source,
  pass: 'experience',
  metrics: [
    {
      id: 'speed.requests',
      title: 'Requests on the way',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Requests since the touchpoint before that went to the network; answers from the cache are not counted.',
      source,
    },
    {
      id: 'speed.page-requests',
      title: 'Requests of the page',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'Requests from the last document on, without those answered from the cache; where no page is loaded it does not apply. The population was measured with an empty cache; here only the first page of a visit has one.',
      source,
      references: { mobile: 'ha.requests.mobile', desktop: 'ha.requests.desktop' },
    },
  ],
  needs: ['requests'],
  run({ requests }, { steps }) {
    const last = ofLastPage(requests, steps);
    const count = (list: typeof requests) => list.filter(isFetched).length;
    return {
      status: 'measured',
      values: { 'speed.requests': count(requests), ...('page' in last && { 'speed.page-requests': count(last.page) }) },
      ...('status' in last && without(['speed.page-requests'], last)),
      findings: [],
    };
  },
});
