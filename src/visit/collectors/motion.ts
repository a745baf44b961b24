import { MotionEvidence } from '../../model/motion-evidence.ts';
import { collectMotion } from '../in-page/collect-motion.ts';
import { defineCollector } from './collector.ts';
import { moreThan } from './instruments/bounded.ts';
import { evaluateApart } from './instruments/evaluate-apart.ts';

/** Five seconds: WCAG 2.2, 2.2.2. 24 CSS px: what is smaller draws little attention; a design choice. */
const most = { seconds: 5, size: 24, listed: 50, animations: 2_000 };

/**
 * What moves by itself in the page; pictures that move (GIF) are not looked into. Where something does, the page is told for a moment that its customer wants
 * less motion: what it asks for only while it loads is not seen by that.
 */
export const motion = defineCollector({
  field: 'motion',
  passes: ['inspection'],
  walk: true,
  openRoots: true,
  async start({ cdp, page, persona, scrub }) {
    let isPartial = false;
    const look = async (frames: number): Promise<MotionEvidence> => {
      const { cut, ...found } = await evaluateApart(cdp, collectMotion, { ...most, frames }, 5_000);
      isPartial ||= cut;
      return MotionEvidence.parse(found);
    };
    return {
      async collect() {
        isPartial = false;
        const { pause = null, ...found } = await look(0);
        const told = { ...found, pause: pause === null ? null : scrub(pause) };
        if (found.movingCount === 0 || persona.display.reducedMotion) return told;
        try {
          await page.emulateMedia({ reducedMotion: 'reduce' });
          return { ...told, whenAsked: (await look(2)).movingCount };
        } finally {
          await page.emulateMedia({ reducedMotion: 'no-preference' });
        }
      },
      partial: () => (isPartial ? moreThan(most.animations, 'animations') : undefined),
    };
  },
});
