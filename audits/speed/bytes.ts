import { defineAudit, without } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { address, size, some } from '../wording.ts';
import { severityOf } from './vitals.ts';
import { ofLastPage, transferred } from './transfers.ts';

const why = 'Every byte costs time on a slow line and money on a paid one.';

const source: Source = { title: 'Lighthouse 13, total byte weight control points', year: 2026, url: 'https://developer.chrome.com/docs/lighthouse/performance/total-byte-weight' };

/** 2,667 and 4,000 KiB: where Lighthouse's curve scores 0.9 and 0.5. */
const threshold = { good: 2_731_008, poor: 4_096_000, source };

export const audit = defineAudit({
  id: 'speed/bytes',
  area: 'speed',
  title: 'Bytes to download',
  why,
  source,
  pass: 'experience',
  metrics: [
    {
      id: 'speed.bytes',
      title: 'Bytes downloaded on the way',
      unit: 'bytes',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Bytes on the wire of all requests since the touchpoint before; what came from the cache costs nothing. Not available while an answer is still arriving, apart from streams, video, sound and beacons.',
      source,
    },
    {
      id: 'speed.page-bytes',
      title: 'Bytes of the page',
      unit: 'bytes',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'Bytes on the wire from the last document on; where no page is loaded it does not apply. The population was measured with an empty cache; here only the first page of a visit has one.',
      source,
      threshold,
      references: { mobile: 'ha.page_weight.mobile', desktop: 'ha.page_weight.desktop' },
    },
  ],
  needs: ['requests'],
  run({ requests }, { steps }) {
    const values: Record<string, number> = {};
    const missing: Record<string, string> = {};
    const findings: FindingDraft[] = [];

    const all = transferred(requests);
    if ('bytes' in all) values['speed.bytes'] = all.bytes;
    else missing['speed.bytes'] = all.unknown;

    const last = ofLastPage(requests, steps);
    if ('status' in last) {
      const absent = without(['speed.page-bytes'], last);
      return { status: 'measured', values, ...absent, missing: { ...missing, ...absent.missing }, findings };
    }
    const ofPage = transferred(last.page);
    if ('unknown' in ofPage) return { status: 'measured', values, missing: { ...missing, 'speed.page-bytes': ofPage.unknown }, findings };

    values['speed.page-bytes'] = ofPage.bytes;
    const severity = severityOf(ofPage.bytes, threshold);
    if (severity !== null) {
      const largest = [...last.page].sort((a, b) => (b.transferred ?? 0) - (a.transferred ?? 0)).map(({ url, transferred: bytes }) => `${address(url)} (${size(bytes ?? 0)})`);
      findings.push({
        kind: 'pain-point',
        severity,
        title: `The page makes the customer download ${size(ofPage.bytes)}.`,
        advice: 'Begin with the largest files: compress and resize images to the size they are shown at, and leave out scripts the page does not use.',
        direction: 'do',
        key: 'heavy',
        quote: some(largest, 3),
        confidence: 'B',
        effort: 'medium',
      });
    }
    return { status: 'measured', values, missing, findings };
  },
});
