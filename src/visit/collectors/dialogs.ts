import type { DialogEvidence } from '../../model/evidence.ts';
import { defineCollector } from './collector.ts';

const most = { dialogs: 100, message: 2_000 };

/** Dialogs of the browser: alert, confirm, prompt, beforeunload. Only recorded; a Playwright listener would have to answer them as well. */
export const dialogs = defineCollector({
  field: 'dialogs',
  passes: ['experience', 'inspection'],
  async start({ cdp, scrub, currentStep }) {
    let seen: DialogEvidence[] = [];
    cdp.on('Page.javascriptDialogOpening', ({ type, message }) => {
      if (seen.length < most.dialogs) seen.push({ kind: type, message: scrub(message).slice(0, most.message), step: currentStep() });
    });
    return {
      async collect() {
        const collected = seen;
        seen = [];
        return collected;
      },
    };
  },
});
