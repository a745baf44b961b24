import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, startProgram, type App } from './app.ts';

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
  return await startProgram({
    name: 'TiddlyWiki',
    args: [join(tiddlywiki, 'tiddlywiki.js'), directory, '--listen', 'host=localhost', `port=${port}`],
    directory,
    origin,
    ready: 'Serving on',
    async fill() {
      for (const tiddler of tiddlers) await put(origin, tiddler);
    },
  });
}

async function put(origin: string, tiddler: (typeof tiddlers)[number]): Promise<void> {
  const response = await fetch(`${origin}/recipes/default/tiddlers/${encodeURIComponent(tiddler.title)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'TiddlyWiki' },
    body: JSON.stringify(tiddler),
  });
  if (!response.ok) throw new Error(`TiddlyWiki answered ${response.status} to the note “${tiddler.title}”.`);
}
