import { mkdir, rm, writeFile } from 'node:fs/promises';
import { peerTimeout, type Peer } from './peer.ts';

/** One run a page, as many browsers at once as it takes by itself. */
export const unlighthouse: Peer = {
  name: 'unlighthouse',
  package: 'unlighthouse',
  versions: ['0.18.1'],
  async command({ urls, browser, environment, categories }, { folder }) {
    const directory = `${folder}/run`;
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true });
    const config = {
      site: new URL(urls[0] ?? '').origin,
      urls: urls.map((url) => new URL(url).pathname),
      cache: false,
      outputPath: 'result',
      puppeteerOptions: { executablePath: browser.executablePath, args: browser.needsNoSandbox ? ['--no-sandbox'] : [] },
      ...(categories !== undefined && { lighthouseOptions: { onlyCategories: categories } }),
    };
    await writeFile(`${directory}/unlighthouse.config.mjs`, `export default ${JSON.stringify(config)};\n`);
    return {
      program: process.execPath,
      arguments: [`${folder}/node_modules/unlighthouse/bin/unlighthouse-ci.mjs`, '--config-file', 'unlighthouse.config.mjs'],
      directory,
      environment: { ...environment, CHROME_PATH: browser.executablePath },
      log: `${folder}/log.txt`,
      timeout: peerTimeout(urls.length),
    };
  },
};
