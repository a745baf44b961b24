import type { ProtocolMessage } from './internals.ts';

interface Frame {
  id: string;
  parentId?: string;
  url: string;
}
interface DocumentRequest {
  frameId?: string;
  type?: string;
  request?: { url?: string };
}

/**
 * The address that was asked for and the one that answered, as the log has them: Lighthouse looks its requests up by them.
 * Undefined: the log shows no navigation of the main frame.
 */
export function mainDocumentOf(log: readonly ProtocolMessage[]): { requestedUrl: string; mainDocumentUrl: string } | undefined {
  const frames = log.filter(({ method }) => method === 'Page.frameNavigated').map(({ params }) => params['frame'] as Frame | undefined);
  const main = frames.findLast((frame) => frame !== undefined && frame.parentId === undefined && frame.url.startsWith('http'));
  if (main === undefined) return undefined;
  const asked = log
    .filter(({ method }) => method === 'Network.requestWillBeSent')
    .map(({ params }) => params as DocumentRequest)
    .find(({ type, frameId }) => type === 'Document' && frameId === main.id);
  return { requestedUrl: asked?.request?.url ?? main.url, mainDocumentUrl: main.url };
}
