import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type LookupFunction, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { isPrivateHost, privateAddressCode, publicLookup } from './private-addresses.ts';

/** All that a browser asks for goes through it: pages, frames, what they load, redirects, WebSockets, workers. */
export interface PublicProxy {
  /** Flags of a browser that is to use it. */
  flags: readonly string[];
  /** Hosts that were asked for and refused since they are private. */
  refused(): ReadonlySet<string>;
  close(): Promise<void>;
}

export interface Reach {
  isPrivate(host: string): boolean;
  /** Fails with the code PRIVATE_ADDRESS for a name that stands for a private address. */
  lookup: LookupFunction;
}

/** Hosts that are remembered; a page may ask for any number. */
const mostRefused = 1_000;

/** Of one connection only (RFC 9110, 2022, section 7.6.1). */
const hopByHop = ['connection', 'proxy-connection', 'keep-alive', 'te', 'trailer', 'upgrade', 'proxy-authorization'];

/**
 * Opens a proxy on this machine that leads to public addresses only. It looks names up itself and connects to what it has found, so that a name
 * cannot stand for one address when it is checked and for another when it is used. What it refuses ends without an answer: a page that said so
 * would be audited as one of the site.
 */
export async function openPublicProxy({ isPrivate, lookup }: Reach = { isPrivate: isPrivateHost, lookup: publicLookup }): Promise<PublicProxy> {
  const refused = new Set<string>();
  const open = new Set<Duplex>();
  const refuse = (host: string, client: Duplex): void => {
    if (refused.size < mostRefused) refused.add(host);
    client.destroy();
  };
  const failed = (error: NodeJS.ErrnoException, host: string, client: Duplex): void => {
    if (error.code === privateAddressCode) refuse(host, client);
    else client.destroy();
  };

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : null;
    if (url === null || url.protocol !== 'http:') return void request.socket.destroy();
    if (isPrivate(url.hostname)) return refuse(url.hostname, request.socket);
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !hopByHop.includes(name)));
    const onward = ask({ host: hostOf(url.hostname), port: url.port === '' ? 80 : Number(url.port), path: `${url.pathname}${url.search}`, method: request.method, headers, lookup, setHost: false });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, rawHeaders(answer));
      answer.pipe(response);
      answer.on('error', () => response.destroy());
      answer.on('aborted', () => response.destroy());
    });
    onward.on('error', (error) => failed(error, url.hostname, request.socket));
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });

  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const url = URL.canParse(`http://${request.url}`) ? new URL(`http://${request.url}`) : null;
    if (url === null) return void client.destroy();
    if (isPrivate(url.hostname)) return refuse(url.hostname, client);
    const onward: Socket = connect({ host: hostOf(url.hostname), port: url.port === '' ? 80 : Number(url.port), lookup });
    onward.on('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      onward.pipe(client);
      client.pipe(onward);
    });
    onward.on('error', (error) => failed(error, url.hostname, client));
    onward.on('close', () => client.destroy());
    client.on('error', () => onward.destroy());
    client.on('close', () => onward.destroy());
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  server.on('clientError', (_, socket) => socket.destroy());

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    // Without the second, this machine itself would be asked directly; without the third, calls between browsers would.
    flags: [`--proxy-server=http://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>', '--force-webrtc-ip-handling-policy=disable_non_proxied_udp'],
    refused: () => refused,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

const hostOf = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** As they came, in their order and as often. */
function rawHeaders({ rawHeaders: raw }: IncomingMessage): string[] {
  return raw.flatMap((name, at) => (at % 2 === 1 || hopByHop.includes(name.toLowerCase()) ? [] : [name, raw[at + 1] ?? '']));
}

/** For a crawl that begins at `seed`: leads anywhere where private addresses are allowed, or where it begins at one. */
export async function openGuardFor(seed: URL, allowPrivate: boolean): Promise<PublicProxy> {
  if (allowPrivate || isPrivateHost(seed.hostname)) return { flags: [], refused: () => new Set(), close: async () => undefined };
  return openPublicProxy();
}

const named = 10;

/** What was refused, as a sentence; empty: nothing was. */
export function refusedNotes(refused: ReadonlySet<string>): string[] {
  if (refused.size === 0) return [];
  const hosts = [...refused].slice(0, named);
  return [`Pages asked the browser for private addresses, which were refused: ${hosts.join(', ')}${refused.size > hosts.length ? ` and ${refused.size - hosts.length} more` : ''}.`];
}
