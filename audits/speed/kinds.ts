import { defineAudit } from '../../src/audit/define.ts';
import type { RequestEvidence } from '../../src/model/evidence.ts';
import type { Metric } from '../../src/model/metric.ts';
import { pageWeight as source } from './sources.ts';
import { isFetched, ofLastPage, transferred } from './transfers.ts';

const why = 'It shows what the weight of a page is made of, and so where there is something to save.';

interface Kind {
  id: string;
  of: string;
  /** Types of the browser's network events that belong to it. */
  types: readonly string[];
  bytes?: Metric['references'];
  requests?: Metric['references'];
}

/** Images have an audit of their own for their bytes. */
const kinds: readonly Kind[] = [
  { id: 'document', of: 'documents', types: ['document'] },
  { id: 'script', of: 'scripts', types: ['script'], bytes: { mobile: 'ha.js_bytes.mobile', desktop: 'ha.js_bytes.desktop' }, requests: { mobile: 'ha.js_requests.mobile', desktop: 'ha.js_requests.desktop' } },
  { id: 'stylesheet', of: 'styles', types: ['stylesheet'] },
  { id: 'font', of: 'fonts', types: ['font'], requests: { mobile: 'ha.font_requests.mobile', desktop: 'ha.font_requests.desktop' } },
  { id: 'image', of: 'images', types: ['image'], requests: { mobile: 'ha.image_requests.mobile', desktop: 'ha.image_requests.desktop' } },
  { id: 'media', of: 'sound and video', types: ['media', 'texttrack'] },
  { id: 'data', of: 'data', types: ['fetch', 'xhr', 'eventsource', 'websocket'] },
];

const named = new Set(kinds.flatMap(({ types }) => types));
const groups: readonly (Kind & { has(request: RequestEvidence): boolean })[] = [
  ...kinds.map((kind) => ({ ...kind, has: ({ type }: RequestEvidence) => kind.types.includes(type) })),
  { id: 'other', of: 'anything else', types: [], has: ({ type }) => !named.has(type) },
  { id: 'third-party', of: 'third parties', types: [], has: ({ thirdParty }) => thirdParty },
];

const of = { better: 'lower', kind: 'exact', pass: 'experience', overJourney: 'max', why, source } as const;
const how = (what: string): string => `${what} of the last page loaded here, by the type that the browser gives its requests; what came from the cache is not counted.`;

export const audit = defineAudit({
  id: 'speed/kinds',
  area: 'speed',
  title: 'What the page is made of',
  why,
  source,
  pass: 'experience',
  metrics: [
    ...groups.filter(({ id }) => id !== 'image').map((group): Metric => ({ ...of, id: `speed.bytes.${group.id}`, title: `Bytes of ${group.of}`, unit: 'bytes', how: how('Bytes on the wire'), ...(group.bytes && { references: group.bytes }) })),
    ...groups.filter(({ id }) => id !== 'third-party').map((group): Metric => ({ ...of, id: `speed.requests.${group.id}`, title: `Requests for ${group.of}`, unit: 'count', how: how('Requests'), ...(group.requests && { references: group.requests }) })),
    {
      ...of,
      id: 'speed.render-blocking',
      title: 'Files that hold back the page',
      unit: 'count',
      why: 'Until these are there the customer sees nothing, or nothing more of the page.',
      how: 'Requests of the last page loaded here that the browser says block drawing, or the parser within the page.',
      source: { title: 'Chrome DevTools Protocol, Network.RenderBlockingBehavior', year: 2026, url: 'https://chromedevtools.github.io/devtools-protocol/tot/Network/' },
    },
  ],
  needs: ['requests'],
  run({ requests }, { steps }) {
    const last = ofLastPage(requests, steps);
    if ('status' in last) return last;
    const { page } = last;
    const values: Record<string, number> = {};
    const missing: Record<string, string> = {};
    for (const { id, has } of groups) {
      const own = page.filter(has);
      const sum = transferred(own);
      if (id !== 'third-party') values[`speed.requests.${id}`] = own.filter(isFetched).length;
      if (id === 'image') continue;
      if ('bytes' in sum) values[`speed.bytes.${id}`] = sum.bytes;
      else missing[`speed.bytes.${id}`] = sum.unknown;
    }
    if (page.every(({ renderBlocking }) => renderBlocking === undefined)) missing['speed.render-blocking'] = 'the browser did not tell what blocks drawing';
    else values['speed.render-blocking'] = page.filter(({ renderBlocking }) => renderBlocking === true).length;
    return { status: 'measured', values, ...(Object.keys(missing).length > 0 && { missing }), findings: [] };
  },
});
