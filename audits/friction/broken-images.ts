import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import { address } from '../wording.ts';

const why = 'A gap where a picture should be looks neglected, and what the picture was to show is missing.';

const source: Source = { title: 'HTML Living Standard: images that are broken', year: 2026, url: 'https://html.spec.whatwg.org/multipage/images.html#img-error' };

/** Findings for one page; the count is whole. */
const most = 20;

export const audit = defineAudit({
  id: 'friction/broken-images',
  area: 'friction',
  title: 'Broken pictures',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'friction.broken-images',
      title: 'Broken pictures',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Visible img elements, at least 8 px wide and high, that had finished loading on arrival with no picture that can be drawn: not there, cut off, or no picture at all.',
      source,
    },
  ],
  needs: ['reading'],
  run({ reading: { brokenImages, brokenImageCount } }) {
    const distinct = new Map(brokenImages.map((image) => [address(image.url), image]));
    return measured(
      { 'friction.broken-images': brokenImageCount },
      [...distinct].slice(0, most).map(([key, { selector, url }]) => ({
        kind: 'pain-point',
        severity: 'moderate',
        title: `A picture is broken: ${address(url)}.`,
        advice: 'Put the picture where the page looks for it, or take it out of the page.',
        direction: 'do',
        key,
        selector,
        quote: url.slice(0, 300),
        confidence: 'B',
        effort: 'small',
      })),
    );
  },
});
