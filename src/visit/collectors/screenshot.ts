import type { Artefact } from '../../model/evidence.ts';
import { inTime } from '../patience.ts';
import { notePlaces } from '../in-page/collect-pictured.ts';
import { defineCollector, type CollectorContext } from './collector.ts';
import { evaluateIn, worldOf } from './instruments/evaluate-apart.ts';

// CSS px. Larger windows are cut: the report shows no more.
const most = { width: 1_920, height: 1_440 };

/** Drawn over what shows a secret: what reads as left out in light and dark pages. */
const veilColour = '#808080';

/** WebP at this quality is about half of a JPEG that looks alike, which keeps the report small; chosen on the pages of the built-in shops. */
const quality = 60;

/** ms for a picture. */
const patience = 10_000;

/** Elements whose places are noted with the picture, and ms it may take; noting 1,000 takes about 2 ms. */
const noted = { most: 20_000, milliseconds: 1_000 };

/** A WebP of what the customer sees: the window, in CSS px, as it moves, with secrets covered. `name` without extension, unique within the visit. */
async function takeScreenshot({ page, cdp, keep, veil }: CollectorContext, name: string): Promise<Artefact> {
  const viewport = page.viewportSize();
  const clip = viewport !== null && (viewport.width > most.width || viewport.height > most.height) ? { x: 0, y: 0, width: Math.min(viewport.width, most.width), height: Math.min(viewport.height, most.height) } : undefined;
  const mask = veil?.over() ?? [];
  const isPlain = mask.length === 0 && clip === undefined;
  // Both are asked for in one turn, so that nothing else comes between what the page says and what it shows.
  const world = await worldOf(cdp).catch(() => null);
  const places = world === null ? null : evaluateIn(cdp, world, `(${notePlaces})(${JSON.stringify({ most: noted.most, ...most })})`, noted.milliseconds).catch(() => null);
  const image = isPlain ? await plainPicture(cdp) : await page.screenshot({ type: 'webp', quality, scale: 'css', caret: 'initial', animations: 'allow', timeout: patience, ...(mask.length > 0 && { mask, maskColor: veilColour }), ...(clip !== undefined && { clip }) });
  await places;
  return await keep(`${name}.webp`, image, 'image/webp');
}

/** The window without more: Playwright asks the page before it takes a picture, and whatever else the page is asked for then comes first. */
async function plainPicture(cdp: CollectorContext['cdp']): Promise<Buffer> {
  const { data } = await inTime(patience, 'a picture of the page', cdp.send('Page.captureScreenshot', { format: 'webp', quality }));
  return Buffer.from(data, 'base64');
}

export const screenshot = defineCollector({
  field: 'screenshot',
  passes: ['inspection'],
  async start(context) {
    return { collect: (touchpoint) => takeScreenshot(context, `${touchpoint}-arrival`) };
  },
});
