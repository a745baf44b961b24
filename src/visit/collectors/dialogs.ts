import type { DialogEvidence } from '../../model/evidence.ts';
import { defineCollector } from './collector.ts';
import { bounded } from './instruments/bounded.ts';

const most = { dialogs: 100, message: 2_000 };

/** Dialogs of the browser: alert, confirm, prompt, beforeunload. Only recorded; a Playwright listener would have to answer them as well. */
export const dialogs = defineCollector({
  field: 'dialogs',
  passes: ['experience', 'inspection'],
  async start({ cdp, scrub, currentStep }) {
    const seen = bounded<DialogEvidence>(most.dialogs, 'dialogs');
    cdp.on('Page.javascriptDialogOpening', ({ type, message }) => {
      seen.add({ kind: type, message: scrub(message).slice(0, most.message), step: currentStep() });
    });
    return {
      collect: async () => seen.take(),
      partial: seen.partial,
    };
  },
});
