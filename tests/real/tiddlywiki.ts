import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, type App } from './listen.ts';

const tiddlywiki = fileURLToPath(new URL('apps/node_modules/tiddlywiki', import.meta.url));

const tiddlers = [
  { title: 'Lichens of the North', text: 'Map lichen grows on bare rock, a millimetre a year.' },
  { title: 'Tide tables', text: 'High water comes about fifty minutes later each day.' },
  { title: 'Watersheds', text: 'Rain that falls here ends up in one of three seas.' },
];

/** TiddlyWiki with its own server and three notes, in a directory that goes with it. Anyone may write. */
export async function startTiddlyWiki(): Promise<App> {
  const directory = await mkdtemp(join(tmpdir(), 'mystery-shopper-tiddlywiki-'));
  await cp(join(tiddlywiki, 'editions', 'server'), directory, { recursive: true });
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const server = spawn(process.execPath, [join(tiddlywiki, 'tiddlywiki.js'), directory, '--listen', 'host=localhost', `port=${port}`], { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const close = async (): Promise<void> => {
    server.kill();
    await ended;
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await new Promise<void>((resolve, reject) => {
      let printed = '';
      const read = (chunk: Buffer): void => {
        printed += chunk.toString();
        if (printed.includes('Serving on')) resolve();
      };
      server.stdout.on('data', read);
      server.stderr.on('data', read);
      server.once('error', reject);
      void ended.then(() => reject(new Error(`TiddlyWiki ended while it was starting:\n${printed}`)));
    });
    for (const tiddler of tiddlers) await put(origin, tiddler);
    return { origin, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function put(origin: string, tiddler: (typeof tiddlers)[number]): Promise<void> {
  const response = await fetch(`${origin}/recipes/default/tiddlers/${encodeURIComponent(tiddler.title)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'TiddlyWiki' },
    body: JSON.stringify(tiddler),
  });
  if (!response.ok) throw new Error(`TiddlyWiki answered ${response.status} to the note “${tiddler.title}”.`);
}
