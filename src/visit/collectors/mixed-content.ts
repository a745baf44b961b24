import type { Mixed } from '../../model/evidence.ts';
import { defineCollector } from './collector.ts';
import { bounded } from './instruments/bounded.ts';

const most = 200;

/**
 * What a page that came by https asks for by plain http, whether the browser loads it, raises it to https or blocks it:
 * from Chrome's issues (Issues panel, 2021), and from the requests themselves.
 */
export const mixedContent = defineCollector({
  field: 'mixedContent',
  passes: ['inspection'],
  async start({ cdp, scrub }) {
    const seen = bounded<Mixed>(most, 'such files');
    let known = new Set<string>();
    const add = (url: string, type: string): void => {
      if (known.has(url)) return;
      if (known.size < most) known.add(url);
      seen.add({ url: scrub(url), type: type.toLowerCase() });
    };
    cdp.on('Audits.issueAdded', ({ issue }) => {
      const details = issue.details.mixedContentIssueDetails;
      if (details !== undefined) add(details.insecureURL, details.resourceType ?? 'other');
    });
    cdp.on('Network.requestWillBeSent', ({ documentURL, request, type }) => {
      if (type !== 'Document' && documentURL.startsWith('https:') && request.url.startsWith('http:')) add(request.url, type ?? 'other');
    });
    await cdp.send('Audits.enable');
    return {
      async collect() {
        known = new Set();
        return seen.take();
      },
      partial: seen.partial,
    };
  },
});
