import { PasteEvidence } from '../../model/form-evidence.ts';
import { collectPaste } from '../in-page/collect-paste.ts';
import { defineCollector } from './collector.ts';
import { evaluateApart } from './instruments/evaluate-apart.ts';

const most = { probes: 30, milliseconds: 3_000 };

/** Whether text can be pasted into the fields on arrival, passwords and codes first. Acts on the page, and puts back what came of it. */
export const paste = defineCollector({
  field: 'paste',
  passes: ['inspection'],
  walk: true,
  openRoots: true,
  async start({ cdp, scrub }) {
    let left: string | undefined;
    return {
      async collect() {
        const { probes, fieldCount } = PasteEvidence.parse(await evaluateApart(cdp, collectPaste, most, 10_000));
        left = probes.length < fieldCount ? `only ${probes.length} of ${fieldCount} fields were tried` : undefined;
        return { fieldCount, probes: probes.map((probe) => ({ ...probe, selector: scrub(probe.selector), label: scrub(probe.label) })) };
      },
      partial: () => left,
    };
  },
});
