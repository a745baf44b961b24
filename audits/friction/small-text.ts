import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import { some } from '../wording.ts';

const why = 'Text that is too small is not read. Those who need it larger set their browser so, and some pages do not follow.';

const source: Source = { title: 'Lighthouse 12.8, font-size: text under 12 px is not legible; more than 60 % of the text is to be legible', year: 2025, url: 'https://developer.chrome.com/docs/lighthouse/seo/font-size' };

/** CSS px for a customer who has not set anything larger (Lighthouse). */
const legible = 12;
/** Share of the text that may be smaller (Lighthouse: more than 60 % must not). */
const mayBeSmaller = 0.4;

export const audit = defineAudit({
  id: 'friction/small-text',
  area: 'friction',
  title: 'Text smaller than the persona needs',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'friction.small-text',
      title: 'Text smaller than the persona needs',
      unit: 'share',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'max',
      why,
      how: 'Characters of visible text laid out smaller than 12 px times the text size the persona has set, as a share of all. With text at 130 % that is 15.6 px, close to the 12 pt that older readers read best in three or more columns (Charness 1999, quoted by HFI 2001). Told from 40 % on.',
      source,
    },
  ],
  needs: ['reading'],
  run({ reading: { sizes } }, { persona: { display, device } }) {
    const all = sizes.reduce((sum, { characters }) => sum + characters, 0);
    if (all === 0) return notApplicable('there is no text here');
    if (device.mobile && display.textScale > 1) return notAvailable('phones enlarge text that a browser on a computer leaves as it is: how large it would be there is not known');
    const needed = legible * display.textScale;
    const small = sizes.filter(({ px }) => px < needed);
    const share = small.reduce((sum, { characters }) => sum + characters, 0) / all;
    if (share <= mayBeSmaller) return measured({ 'friction.small-text': share });
    const [first] = small.toSorted((a, b) => b.characters - a.characters);
    const followed = display.textScale === 1 ? '' : ', although the customer has set larger text';
    return measured({ 'friction.small-text': share }, [
      {
        kind: 'pain-point',
        severity: 'serious',
        title: `${Math.round(share * 100)} % of the text is smaller than the ${Math.round(needed * 10) / 10} px this customer needs${followed}.`,
        advice: display.textScale === 1 ? 'Set text that is there to be read at 16 px, and nothing under 12 px.' : 'Size text in rem instead of px, so that it follows what people have set in their browser.',
        direction: 'do',
        key: 'small-text',
        ...(first && { selector: first.selector }),
        quote: some(small.map(({ px, characters, selector }) => `${px} px: ${characters} characters, first in ${selector}`)),
        confidence: 'B',
        effort: 'small',
        ...(display.textScale > 1 && { wcag: ['1.4.4'] }),
      },
    ]);
  },
});
