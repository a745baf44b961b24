import type { SourceMapReference } from '../../model/trust-evidence.ts';
import { defineCollector } from './collector.ts';
import { moreThan } from './instruments/bounded.ts';
import { isThirdParty } from './instruments/party.ts';
import { inTime } from '../patience.ts';

const most = 200;

/**
 * Source maps that the scripts of the page name in their text; nothing is fetched. The browser tells of every script it has when its
 * debugger is turned on, which is done for this moment only: pages run slower under it. Break points are passed over.
 */
export const sourceMaps = defineCollector({
  field: 'sourceMaps',
  passes: ['inspection'],
  async start({ cdp, origin, scrub }) {
    let found = new Map<string, SourceMapReference>();
    let isPartial = false;
    cdp.on('Debugger.scriptParsed', ({ url, sourceMapURL }) => {
      if (sourceMapURL === undefined || sourceMapURL === '' || !/^https?:/.test(url)) return;
      if (found.size >= most && !found.has(url)) {
        isPartial = true;
        return;
      }
      const isInline = sourceMapURL.startsWith('data:');
      const map = isInline ? '' : (URL.parse(sourceMapURL, url)?.href ?? sourceMapURL).slice(0, 2_000);
      found.set(url, { script: scrub(url), map: scrub(map), thirdParty: isThirdParty(url, origin) });
    });
    return {
      async collect() {
        [found, isPartial] = [new Map(), false];
        try {
          await inTime(5_000, 'the scripts of the page', Promise.all([cdp.send('Debugger.enable'), cdp.send('Debugger.setSkipAllPauses', { skip: true })]));
        } finally {
          await inTime(1_000, 'the debugger', cdp.send('Debugger.disable')).catch(() => undefined);
        }
        return [...found.values()];
      },
      partial: () => (isPartial ? moreThan(most, 'scripts with a source map') : undefined),
    };
  },
});
