import type { CDPSession } from 'playwright-core';
import { LayoutEvidence, type Layout } from '../../model/layout-evidence.ts';
import { fontSizesAt, viewportOf } from '../conditions.ts';
import { collectLayoutStart } from '../in-page/collect-layout.ts';
import { collectTextGeometry } from '../in-page/collect-text-geometry.ts';
import { defineCollector, type CollectorContext } from './collector.ts';
import { elementFactsSource, evaluateIn, worldOf } from './instruments/evaluate-apart.ts';

const most = { texts: 1_500, listed: 20, milliseconds: 10_000 };

/** CSS px: a window of 1280 by 1024 px at 400 % and at 200 % (Understanding WCAG 2.2, 1.4.10 and 1.4.4). The height of the first stays the persona's: the criterion sets none. */
const windows = { narrow: { width: 320 }, zoomed: { width: 640, height: 512 } };

/** WCAG 2.2, 1.4.4: text at 200 %. */
const enlarged = 2;

interface Window {
  width: number;
  height: number;
}

/**
 * Lays the page out as it is in a narrow window, zoomed in, with large text and with wide spacing, and says what could be read before
 * and cannot any more. Window, font size, styles and scroll position are put back; what the page does when its window changes cannot be undone.
 */
export const layouts = defineCollector({
  field: 'layouts',
  passes: ['inspection'],
  walk: true,
  openRoots: true,
  async start(context) {
    let cut = false;
    return {
      async collect() {
        const found = await layOut(context);
        cut = found.cut;
        return scrubbed(context, found.evidence);
      },
      partial: () => (cut ? `only the first ${most.texts} texts were followed` : undefined),
    };
  },
});

async function layOut({ cdp, page, persona }: CollectorContext): Promise<{ evidence: LayoutEvidence; cut: boolean }> {
  const { textScale } = persona.display;
  const own = page.viewportSize() ?? viewportOf(persona);
  const address = page.url();
  const world = await worldOf(cdp);
  const call = async (expression: string): Promise<unknown> => await evaluateIn(cdp, world, expression, most.milliseconds);
  const look = async (): Promise<Layout> => (await call('layoutWatch.look()')) as Layout;
  const start = `(facts => (${collectLayoutStart})(${JSON.stringify(most)}, facts, (${collectTextGeometry})(facts)))(${elementFactsSource})`;
  const { texts, cut } = (await call(start)) as { texts: number; cut: boolean };
  const shape = (await call('({ screen: [screen.width, screen.height], pixelRatio: devicePixelRatio, orientation: screen.orientation.type, angle: screen.orientation.angle })')) as Shape;
  try {
    await setWindow(cdp, { ...own, ...windows.narrow }, shape);
    const narrow = await look();
    let zoomed: Layout | null = null;
    if (!persona.device.mobile) {
      await setWindow(cdp, windows.zoomed, shape);
      zoomed = await look();
    }
    await setOwnWindow(cdp, own, shape, persona.device.mobile);
    let large: Layout | null = null;
    if (textScale < enlarged) {
      await cdp.send('Page.setFontSizes', { fontSizes: fontSizesAt(enlarged) });
      large = await look();
      await cdp.send('Page.setFontSizes', { fontSizes: fontSizesAt(textScale) });
    }
    await call('layoutWatch.space(true)');
    const spaced = await look();
    if (page.url() !== address) throw new Error('The page went elsewhere when its window changed.');
    return { evidence: LayoutEvidence.parse({ texts, narrow, zoomed, large, spaced }), cut };
  } finally {
    await setOwnWindow(cdp, own, shape, persona.device.mobile);
    await cdp.send('Page.setFontSizes', { fontSizes: fontSizesAt(textScale) });
    // A page that has gone elsewhere has taken the styles with it.
    await call('layoutWatch.space(false), layoutWatch.end()').catch(() => undefined);
  }
}

/** Of the persona's own window, so that it can be put back as it was. */
interface Shape {
  screen: [number, number];
  pixelRatio: number;
  orientation: 'portraitPrimary' | 'portraitSecondary' | 'landscapePrimary' | 'landscapeSecondary';
  angle: number;
}

/** As a browser on a desk, also for a phone: the criteria are about windows of that width, not about what a phone makes of a wide page. */
async function setWindow(cdp: CDPSession, { width, height }: Window, { pixelRatio }: Shape): Promise<void> {
  await cdp.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: pixelRatio, mobile: false });
}

async function setOwnWindow(cdp: CDPSession, { width, height }: Window, { screen, pixelRatio, orientation, angle }: Shape, mobile: boolean): Promise<void> {
  const type = orientation.replace(/-./, (part) => part.slice(1).toUpperCase()) as Shape['orientation'];
  await cdp.send('Emulation.setDeviceMetricsOverride', { width, height, screenWidth: screen[0], screenHeight: screen[1], deviceScaleFactor: pixelRatio, mobile, screenOrientation: { type, angle } });
}

function scrubbed({ scrub }: CollectorContext, { texts, ...found }: LayoutEvidence): LayoutEvidence {
  const text = <T extends { text: string; selector: string }>(one: T): T => ({ ...one, text: scrub(one.text), selector: scrub(one.selector) });
  const layout = (one: Layout): Layout => ({
    ...one,
    beyond: one.beyond.map(text),
    lost: one.lost.map(text),
    overlaps: one.overlaps.map(({ one: first, other }) => ({ one: text(first), other: text(other) })),
  });
  return { texts, narrow: layout(found.narrow), zoomed: found.zoomed && layout(found.zoomed), large: found.large && layout(found.large), spaced: layout(found.spaced) };
}
