import { Reading } from '../../model/reading-evidence.ts';
import { countText } from '../count-text.ts';
import { collectReading } from '../in-page/collect-reading.ts';
import { defineCollector } from './collector.ts';
import { evaluateApart } from './instruments/evaluate-apart.ts';

/** `ms`: how long pictures may take to say that they cannot be drawn. */
const most = { elements: 20_000, characters: 100_000, sizes: 100, images: 50, choices: 1_000, suspects: 1_000, ms: 1_000 };

/** What there is to read, how large it is written, how much there is to choose from, and broken pictures. Frames are pages of their own and not looked into. */
export const reading = defineCollector({
  field: 'reading',
  passes: ['inspection'],
  openRoots: true,
  async start({ cdp, scrub }) {
    let isPartial = false;
    return {
      async collect() {
        const { cut, paragraphs, language, ...found } = await evaluateApart(cdp, collectReading, most, 10_000);
        isPartial = cut;
        const brokenImages = found.brokenImages.map(({ selector, url }) => ({ selector: scrub(selector), url: scrub(url) }));
        return Reading.parse({ ...found, brokenImages, text: countText(paragraphs, language) });
      },
      partial: () => (isPartial ? 'the page has more elements, text, choices or pictures than are looked at' : undefined),
    };
  },
});
