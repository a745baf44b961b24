import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FixtureCertificate } from '../../fixtures/certificates.ts';
import { html, type Handler, type Reply } from '../../fixtures/serving/exchange.ts';
import { listen, type Listener } from '../../fixtures/serving/listener.ts';
import { findBrowser, type BrowserChoice } from '../../src/visit/index.ts';

/** A server whose pages are given one by one, by a name that is not the own machine. */
export interface NamedServer extends Listener {
  host: string;
  close(): Promise<void>;
}

export async function serve(host: string, pages: Readonly<Record<string, Reply | Handler>>, certificate?: FixtureCertificate): Promise<NamedServer> {
  const { listener, close } = await listen(host, 0, () => ({ answer: () => null }), certificate);
  for (const [path, reply] of Object.entries(pages)) listener.setRoute(path, typeof reply === 'function' ? reply : () => reply);
  return { ...listener, host, close };
}

export const page = (title: string, body = '', headers: Reply['headers'] = {}): Reply => html(`<!doctype html><html lang="en"><title>${title}</title><link rel="icon" href="data:,"><h1>${title}</h1>${body}`, { headers });

/**
 * The browser, started by a script with switches of its own: it finds these names on this machine, and takes the sound certificate for one
 * that an authority vouches for.
 * @param names By host name the server that answers there at the usual port of HTTPS.
 */
export async function browserFor({ names, sound }: { names: Readonly<Record<string, NamedServer>>; sound: FixtureCertificate }): Promise<BrowserChoice & { remove(): Promise<void> }> {
  const choice = await findBrowser({ choice: null, environment: process.env });
  const folder = await mkdtemp(join(tmpdir(), 'encrypted-site-'));
  const executablePath = join(folder, 'browser');
  const rules = [...Object.entries(names).map(([name, { origin }]) => `MAP ${name} 127.0.0.1:${new URL(origin).port}`), 'MAP *.test 127.0.0.1'];
  await writeFile(executablePath, `#!/bin/sh\nexec '${choice.executablePath}' '--host-resolver-rules=${rules.join(', ')}' '--ignore-certificate-errors-spki-list=${sound.spki}' "$@"\n`);
  await chmod(executablePath, 0o755);
  return { ...choice, executablePath, remove: () => rm(folder, { recursive: true, force: true }) };
}
