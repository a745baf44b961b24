import type { SourceMapReference } from '../../model/trust-evidence.ts';
import { collectInlineMaps } from '../in-page/collect-inline-maps.ts';
import { defineCollector } from './collector.ts';
import { moreThan } from './instruments/bounded.ts';
import { evaluateApart } from './instruments/evaluate-apart.ts';
import { isThirdParty } from './instruments/party.ts';
import { scriptsOf } from './instruments/scripts-of.ts';
import { inTime } from '../patience.ts';

const most = { maps: 200, scripts: 5_000 };

/**
 * Source maps that the scripts of the page name in their text; nothing is fetched. The browser tells of every script it has when its
 * debugger is turned on, which is done for a moment only: pages run slower under it, and what was compiled before is compiled anew. So
 * it is done where there is a script that it has not told of in this visit. Break points are passed over.
 */
export const sourceMaps = defineCollector({
  field: 'sourceMaps',
  passes: ['inspection'],
  async start({ cdp, origin, scrub }) {
    const loaded = scriptsOf(cdp, most.scripts);
    /** What is known of each address; null: its script names no map. */
    const known = new Map<string, SourceMapReference | null>();
    let found = new Map<string, SourceMapReference>();
    let isPartial = false;
    /** There was one that came without a request, in the middle of a page or made by another: the next page may have such a one too. */
    let hasOwn = false;
    cdp.on('Debugger.scriptParsed', ({ url, sourceMapURL }) => {
      if (!/^https?:/.test(url)) return;
      const reference = sourceMapURL === undefined || sourceMapURL === '' ? null : referenceOf(url, sourceMapURL);
      // The same address can be told of twice, as that of a page is for each script in it.
      if (known.size < most.scripts && (reference !== null || !known.has(url))) known.set(url, reference);
      if (reference === null) return;
      if (found.size < most.maps || found.has(url)) found.set(url, reference);
      else isPartial = true;
    });
    function referenceOf(url: string, sourceMapURL: string): SourceMapReference {
      const isInline = sourceMapURL.startsWith('data:');
      const map = isInline ? '' : (URL.parse(sourceMapURL, url)?.href ?? sourceMapURL).slice(0, 2_000);
      return { script: scrub(url), map: scrub(map), thirdParty: isThirdParty(url, origin) };
    }
    /** The scripts of the page, where the browser has told of all of them before; null: it has not. */
    async function toldBefore(): Promise<SourceMapReference[] | null> {
      const addresses = loaded();
      if (addresses === null || hasOwn || known.size === 0 || !addresses.every((address) => known.has(address))) return null;
      if ((await evaluateApart(cdp, collectInlineMaps, null, 1_000).catch(() => true)) !== false) return null;
      return addresses.flatMap((address) => known.get(address) ?? []).slice(0, most.maps);
    }
    return {
      async collect() {
        [found, isPartial] = [new Map(), false];
        const told = await toldBefore();
        if (told !== null) return told;
        try {
          await inTime(5_000, 'the scripts of the page', Promise.all([cdp.send('Debugger.enable'), cdp.send('Debugger.setSkipAllPauses', { skip: true }), cdp.send('Debugger.disable')]));
        } catch (error) {
          await inTime(1_000, 'the debugger', cdp.send('Debugger.disable')).catch(() => undefined);
          throw error;
        }
        const addresses = loaded();
        hasOwn ||= addresses === null || [...found.keys()].some((address) => !addresses.includes(address));
        return [...found.values()];
      },
      partial: () => (isPartial ? moreThan(most.maps, 'scripts with a source map') : undefined),
    };
  },
});
