import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { RequestEvidence } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import { ofLastPage, transferred } from './transfers.ts';

const why = 'What the browser may keep is there at once on the next visit. What it may not is paid for again with time and data.';

const source: Source = { title: 'RFC 9111, HTTP Caching, freshness', year: 2022, url: 'https://www.rfc-editor.org/rfc/rfc9111.html#section-4.2' };

/** What seldom changes without changing its address: the kinds that Lighthouse's audit of cache lifetimes looks at (Lighthouse 13, 2026). */
const stays = new Set(['script', 'stylesheet', 'font', 'image', 'media']);

const day = 86_400;

const metric = { better: 'lower', kind: 'exact', pass: 'experience', overJourney: 'max', why, source } as const;

export const audit = defineAudit({
  id: 'speed/caching',
  area: 'speed',
  title: 'How long files may be kept',
  why,
  source,
  pass: 'experience',
  metrics: [
    { ...metric, id: 'speed.refetched-bytes', title: 'Bytes to download again after a day', unit: 'bytes', how: 'Bytes of the scripts, styles, fonts, images and media of the last page loaded here that a browser may not use again a day later without asking, or whose answer does not say: the sum a customer who comes back the next day may pay again. Without what came from the cache.' },
    { ...metric, id: 'speed.unkept-files', title: 'Files that may not be kept', unit: 'count', how: 'Those of the same files that the browser may not use again at all without asking (no-store, no-cache, max-age=0), or whose answer does not say.' },
  ],
  needs: ['requests'],
  run({ requests }, { steps }) {
    const last = ofLastPage(requests, steps);
    if ('status' in last) return last;
    const { page } = last;
    // Only the browser's own network events tell the lifetime: what runs in other processes has none.
    const files = page.filter(({ type, fromCache, failure, status, initiator }) => stays.has(type) && !fromCache && failure === null && status === 200 && initiator !== undefined);
    if (files.length === 0) return notApplicable('the page loaded no script, style, font, image or media over the network');
    const again = transferred(files.filter(({ freshFor = 0 }) => freshFor < day));
    if ('unknown' in again) return notAvailable(again.unknown);
    return measured({ 'speed.refetched-bytes': again.bytes, 'speed.unkept-files': files.filter(isUnkept).length });
  },
});

function isUnkept({ freshFor = 0 }: RequestEvidence): boolean {
  return freshFor === 0;
}
