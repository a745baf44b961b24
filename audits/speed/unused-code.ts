import { defineAudit } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { address, size } from '../wording.ts';
import { isFetched, ofLastPage, transferred } from './transfers.ts';

const why = 'What is sent and not used costs the customer time and data, and the browser has to read all of it before it can draw.';

const source: Source = { title: 'Lighthouse 13, unused CSS and unused JavaScript', year: 2026, url: 'https://developer.chrome.com/docs/lighthouse/performance/unused-css-rules' };

/** Bytes of one file below which Lighthouse tells nothing of it (core/audits/byte-efficiency/unused-css-rules.js). */
const worthTelling = 10_240;

const metric = { unit: 'bytes', better: 'lower', kind: 'exact', pass: 'inspection', overJourney: 'none', why, source } as const;

/** Measured on two pages with 0.3 and 2 MB of script, 12 loads each with and without, one after the other (Chromium 156, 2026). */
const noScripts = 'the browser tells which scripts ran only if it counts while the page loads; that made scripts take up to a tenth longer, and the recording that other figures are read from would be another one';

export const audit = defineAudit({
  id: 'speed/unused-code',
  area: 'speed',
  title: 'Styles and scripts that are not used',
  why,
  source,
  pass: 'inspection',
  metrics: [
    { ...metric, id: 'speed.unused-css', title: 'Unused CSS', how: 'Of the style sheet files fetched for the last page loaded here, the bytes on the wire that hold rules matching nothing of what the page shows on arrival, as Lighthouse counts them: by the share of the characters. Rules for other pages and states count as unused.' },
    { ...metric, id: 'speed.unused-javascript', title: 'Unused JavaScript', how: `Not available: ${noScripts}.`, references: { mobile: 'ha.unused_js.mobile', desktop: 'ha.unused_js.desktop' } },
  ],
  needs: ['styleUse', 'requests'],
  run({ styleUse, requests }, { steps }) {
    const last = ofLastPage(requests, steps);
    if ('status' in last) return last;
    const { page } = last;
    const sheets = page.filter((request) => request.type === 'stylesheet' && isFetched(request));
    const sizes = transferred(sheets);
    const fetched = new Map(sheets.map(({ url, transferred: bytes }) => [url, bytes ?? 0]));
    const files = styleUse.flatMap(({ url, characters, used }) => {
      const bytes = fetched.get(url);
      return bytes === undefined || characters === 0 ? [] : [{ url, bytes, unused: bytes * (1 - used / characters) }];
    });
    const values: Record<string, number> = { 'speed.unused-css': Math.round(files.reduce((sum, { unused }) => sum + unused, 0)) };
    const findings = files.filter(({ unused }) => unused > worthTelling).map(finding);
    const missing: Record<string, string> = { 'speed.unused-javascript': noScripts };
    if ('unknown' in sizes) return { status: 'measured', values: {}, missing: { ...missing, 'speed.unused-css': sizes.unknown }, findings };
    return { status: 'measured', values, missing, findings };
  },
});

function finding({ url, bytes, unused }: { url: string; bytes: number; unused: number }): FindingDraft {
  return {
    kind: 'pain-point',
    severity: 'minor',
    title: `Of a style sheet of ${size(bytes)} this page does not use ${size(unused)}.`,
    advice: 'Load with each page the styles it needs at once, and what is for other pages or later states when it is wanted.',
    direction: 'do',
    key: address(url),
    quote: url,
    confidence: 'B',
    effort: 'medium',
  };
}
