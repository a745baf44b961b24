import { defineAudit, measured, notAvailable } from '../../src/audit/define.ts';
import { address, size, some } from '../wording.ts';
import { pageWeight as source } from './sources.ts';
import { ofLastPage, transferred } from './transfers.ts';

const why = 'Images are the heaviest part of most pages, and the part that can be made lighter without anyone noticing.';

/** Bytes of images on home pages: three of four carry less than `most`, nine of ten less than `nearlyAll` (KB of 1,024 bytes). */
const population = { mobile: { most: 2617 * 1024, nearlyAll: 6288 * 1024 }, desktop: { most: 2896 * 1024, nearlyAll: 6856 * 1024 } };

export const audit = defineAudit({
  id: 'speed/images',
  area: 'speed',
  title: 'Image weight',
  why,
  source,
  pass: 'experience',
  metrics: [
    {
      id: 'speed.image-bytes',
      title: 'Bytes of images',
      unit: 'bytes',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'Bytes on the wire of the images of the last page loaded. The population are home pages measured with an empty cache.',
      source,
      references: { mobile: 'ha.image_bytes.mobile', desktop: 'ha.image_bytes.desktop' },
    },
  ],
  needs: ['requests'],
  run({ requests }, { persona, steps }) {
    const last = ofLastPage(requests, steps);
    if ('status' in last) return last;
    const { page } = last;
    const images = page.filter(({ type }) => type === 'image');
    const sum = transferred(images);
    if ('unknown' in sum) return notAvailable(sum.unknown);
    const { most, nearlyAll } = persona.device.mobile ? population.mobile : population.desktop;
    if (sum.bytes <= most) return measured({ 'speed.image-bytes': sum.bytes });
    const largest = [...images].sort((a, b) => (b.transferred ?? 0) - (a.transferred ?? 0)).map(({ url, transferred: bytes }) => `${address(url)} (${size(bytes ?? 0)})`);
    return measured({ 'speed.image-bytes': sum.bytes }, [
      {
        kind: 'pain-point',
        severity: sum.bytes > nearlyAll ? 'serious' : 'moderate',
        title: `The images of the page weigh ${size(sum.bytes)}, more than those of ${sum.bytes > nearlyAll ? 'nine out of ten' : 'three out of four'} home pages.`,
        advice: 'Save the largest ones again in the size they are shown at, as WebP or AVIF, and load those below the first screen lazily.',
        direction: 'do',
        key: 'heavy',
        quote: some(largest, 3),
        confidence: 'B',
        effort: 'small',
      },
    ]);
  },
});
