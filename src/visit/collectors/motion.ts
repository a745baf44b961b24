import { MotionEvidence } from '../../model/motion-evidence.ts';
import { collectMotion } from '../in-page/collect-motion.ts';
import { defineCollector } from './collector.ts';
import { moreThan } from './instruments/bounded.ts';
import { evaluateApart } from './instruments/evaluate-apart.ts';

/** Five seconds: WCAG 2.2, 2.2.2. 24 CSS px: what is smaller draws little attention; a design choice. */
const most = { seconds: 5, size: 24, listed: 50, animations: 2_000 };

/** What moves by itself in the page; pictures that move (GIF) are not looked into. */
export const motion = defineCollector({
  field: 'motion',
  passes: ['inspection'],
  async start({ cdp }) {
    let isPartial = false;
    return {
      async collect() {
        const { cut, ...found } = await evaluateApart(cdp, collectMotion, most, 5_000);
        isPartial = cut;
        return MotionEvidence.parse(found);
      },
      partial: () => (isPartial ? moreThan(most.animations, 'animations') : undefined),
    };
  },
});
