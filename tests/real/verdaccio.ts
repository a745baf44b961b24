import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { freePort, startProgram, type App } from './app.ts';

const bin = fileURLToPath(new URL('apps/node_modules/verdaccio/bin/verdaccio', import.meta.url));

export const user = 'robin';

const configuration = `
storage: ./storage
auth: { htpasswd: { file: ./htpasswd, max_users: 2 } }
uplinks: {}
packages: { '**': { access: $all, publish: $authenticated, unpublish: $authenticated } }
web: { title: Package registry }
log: { type: stdout, format: json, level: warn }
`;

export const packages = [
  { name: 'tide-tables', version: '1.4.0', description: 'High and low water for any harbour' },
  { name: 'tide-clock', version: '0.3.2', description: 'Shows the tide on a page' },
  { name: 'lichen-guide', version: '2.0.1', description: 'Names lichens by colour, shape and where they grow' },
  { name: '@fieldwork/notes', version: '3.1.0', description: 'Field notes with place and weather' },
];

/** A registry with four packages and one user, and nothing else: it asks no other registry. Everything of it is in a directory that goes with it. */
export async function startVerdaccio(password: string): Promise<App> {
  const directory = await mkdtemp(join(tmpdir(), 'mystery-shopper-verdaccio-'));
  await writeFile(join(directory, 'config.yaml'), configuration);
  const origin = `http://localhost:${await freePort()}`;
  return await startProgram({
    name: 'Verdaccio',
    args: [bin, '--config', join(directory, 'config.yaml'), '--listen', origin],
    directory,
    origin,
    ready: 'http address',
    async fill() {
      const token = await addUser(origin, password);
      for (const one of packages) await publish(origin, token, one);
    },
  });
}

async function put(address: string, body: object, token?: string): Promise<unknown> {
  const response = await fetch(address, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${new URL(address).pathname} was answered with ${response.status}: ${await response.text()}`);
  return await response.json();
}

async function addUser(origin: string, password: string): Promise<string> {
  const answer = (await put(`${origin}/-/user/org.couchdb.user:${user}`, { name: user, password })) as { token: string };
  return answer.token;
}

/** What `npm publish` sends. */
async function publish(origin: string, token: string, { name, version, description }: (typeof packages)[number]): Promise<void> {
  const file = `${name}-${version}.tgz`;
  const tarball = gzipSync(Buffer.alloc(1024));
  const readme = `# ${name}\n\n${description}.\n\n## Use\n\n\`\`\`js\nimport { look } from '${name}';\n\`\`\`\n`;
  const manifest = {
    name,
    version,
    description,
    readme,
    license: 'MIT',
    keywords: ['outdoors'],
    dist: { shasum: createHash('sha1').update(tarball).digest('hex'), tarball: `${origin}/${name}/-/${file}` },
  };
  await put(
    `${origin}/${name.replace('/', '%2f')}`,
    {
      _id: name,
      name,
      description,
      readme,
      'dist-tags': { latest: version },
      versions: { [version]: manifest },
      _attachments: { [file]: { content_type: 'application/octet-stream', data: tarball.toString('base64'), length: tarball.length } },
    },
    token,
  );
}
