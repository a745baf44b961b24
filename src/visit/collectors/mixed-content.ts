import type { Mixed } from '../../model/evidence.ts';
import { defineCollector } from './collector.ts';

const most = 200;

/**
 * What a page that came by https asks for by plain http, whether the browser loads it, raises it to https or blocks it:
 * from Chrome's issues (Issues panel, 2021), and from the requests themselves.
 */
export const mixedContent = defineCollector({
  field: 'mixedContent',
  passes: ['inspection'],
  async start({ cdp, scrub }) {
    let seen = new Map<string, Mixed>();
    const add = (url: string, type: string): void => {
      if (seen.size < most && !seen.has(url)) seen.set(url, { url: scrub(url), type: type.toLowerCase() });
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
        const collected = [...seen.values()];
        seen = new Map();
        return collected;
      },
    };
  },
});
