import type { Request, Response } from 'playwright-core';
import type { DocumentEvidence } from '../../model/evidence.ts';
import type { Certificate } from '../../model/trust-evidence.ts';
import { defineCollector, type CollectorContext } from './collector.ts';
import { isLoopback } from '../../model/loopback.ts';
import { bounded } from './instruments/bounded.ts';
import { inTime } from '../patience.ts';

/** Characters of a header: all headers of an answer together have no more in Chromium (net, kMaxHeaderBufSize, 2025), so that none is cut. */
const most = { documents: 100, redirects: 20, header: 262_144 };

/** The documents the main frame was answered with, also with errors. Redirects by the server belong to the document they led to. An answer without content, or with a file to keep, leaves the page that is there. */
export const documents = defineCollector({
  field: 'documents',
  passes: ['experience', 'inspection'],
  async start(context) {
    const described = bounded<Promise<DocumentEvidence>>(most.documents, 'documents');
    /** The last answer; whether it is shown the browser says later. */
    let answer: { address: string; document: Promise<DocumentEvidence> } | null = null;
    context.page.on('response', (response) => {
      const request = response.request();
      if (!isMainDocument(context, request) || isRedirect(response)) return;
      const document = describe(context, request, response);
      // Whoever collects it is told why; nobody may come to that.
      document.catch(() => undefined);
      answer = { address: withoutFragment(response.url()), document };
    });
    context.cdp.on('Page.frameNavigated', ({ frame: { parentId, url, unreachableUrl } }) => {
      // For an error without a word of its own the browser has a page.
      if (parentId !== undefined || answer?.address !== withoutFragment(unreachableUrl ?? url)) return;
      described.add(answer.document);
      answer = null;
    });
    return {
      async collect() {
        return await Promise.all(described.take());
      },
      partial: described.partial,
    };
  },
});

function withoutFragment(address: string): string {
  return address.split('#', 1)[0] ?? address;
}

function isMainDocument({ page }: CollectorContext, request: Request): boolean {
  try {
    return request.isNavigationRequest() && request.frame() === page.mainFrame();
  } catch {
    return false;
  }
}

/** One that the browser follows: a redirect status without a location is a page like any other. */
function isRedirect(response: Response): boolean {
  return [301, 302, 303, 307, 308].includes(response.status()) && response.headers()['location'] !== undefined;
}

async function describe({ scrub }: CollectorContext, request: Request, response: Response): Promise<DocumentEvidence> {
  // What the network process told of cookies comes on its own; should it not come, the headers the page saw are what there is.
  const headers = await inTime(2_000, 'headers', response.allHeaders()).catch(() => response.headers());
  const redirects: DocumentEvidence['redirects'] = [];
  for (let hop = request.redirectedFrom(); hop !== null && redirects.length < most.redirects; hop = hop.redirectedFrom()) {
    const status = hop.existingResponse()?.status();
    if (status !== undefined) redirects.unshift({ url: scrub(hop.url()), status });
  }
  const { protocol, hostname } = new URL(response.url());
  const tls = protocol === 'https:' ? await inTime(2_000, 'the certificate', response.securityDetails()).catch(() => null) : null;
  const certificate = tls === null ? undefined : certificateOf(tls, scrub);
  return {
    url: scrub(response.url()),
    status: response.status(),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), scrub(withoutCookieValues(name, value)).slice(0, most.header)])),
    redirects,
    secure: protocol === 'https:' || isLoopback(hostname),
    ...(certificate !== undefined && { certificate }),
  };
}

/** undefined: the browser tells only a part of it. */
function certificateOf({ protocol, issuer, subjectName, validFrom, validTo }: NonNullable<Awaited<ReturnType<Response['securityDetails']>>>, scrub: (text: string) => string): Certificate | undefined {
  if (protocol === undefined || validFrom === undefined || validTo === undefined) return undefined;
  return { protocol: protocol.slice(0, 40), issuer: scrub(issuer ?? '').slice(0, 200), subject: scrub(subjectName ?? '').slice(0, 200), from: validFrom, until: validTo };
}

/** Of a set-cookie header the names and attributes are evidence, the values are the customer's. */
function withoutCookieValues(name: string, value: string): string {
  if (name.toLowerCase() !== 'set-cookie') return value;
  return value.split('\n').map((cookie) => cookie.replace(/=[^;]*/, '=(removed)')).join('\n');
}
