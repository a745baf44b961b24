import { randomFillSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import { startFixtureServer, type FixtureServer } from '../../fixtures/server.ts';

/** Two origins with the same page behind them, byte for byte. */
export interface TwoSites {
  ours: string;
  reference: string;
  close(): Promise<void>;
}

const pages = fileURLToPath(new URL('page', import.meta.url));
const scene = new URL('../../fixtures/pages/vitals/scene.svg', import.meta.url);

/** What cannot be compressed, so that so many bytes are so many on the wire too. */
const noise = randomFillSync(Buffer.alloc(200_000));

export async function openTwoSites(): Promise<TwoSites> {
  const picture = await readFile(scene);
  const opened: FixtureServer[] = [];
  const close = async (): Promise<void> => void (await Promise.all(opened.map((server) => server.close())));
  // Not from the cache: the second page would else wait for what the first had planted under another address.
  const fresh = { 'cache-control': 'no-store' };
  const open = async (): Promise<string> => {
    const server = await startFixtureServer({ root: pages, sites: [] });
    opened.push(server);
    server.setRoute('/scene', () => ({ headers: { ...fresh, 'content-type': 'image/svg+xml' }, body: picture }));
    server.setRoute('/filler', ({ query }) => ({ headers: { ...fresh, 'content-type': 'application/octet-stream' }, body: noise.subarray(0, Number(query.get('bytes'))) }));
    return server.origin;
  };
  try {
    return { ours: await open(), reference: await open(), close };
  } catch (error) {
    await close();
    throw error;
  }
}
