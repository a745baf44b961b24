import { mkdir, rm, writeFile } from 'node:fs/promises';
import { peerTimeout, type Peer } from './peer.ts';

/** Its axe runner. Everything else as it comes: one page at a time, in a context of its own, waited for until its network is nearly quiet. */
export const pa11yCi: Peer = {
  name: 'pa11y-ci',
  package: 'pa11y-ci',
  versions: ['4.1.1'],
  // 2: it found something.
  accepted: [0, 2],
  async command({ urls, browser, environment }, { folder }) {
    const directory = `${folder}/run`;
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true });
    const defaults = {
      runners: ['axe'],
      // Found in any case; otherwise it would not tell.
      includeWarnings: true,
      includeNotices: true,
      reporters: [['json', { fileName: 'result.json' }]],
      chromeLaunchConfig: { executablePath: browser.executablePath, args: browser.needsNoSandbox ? ['--no-sandbox'] : [] },
    };
    await writeFile(`${directory}/config.json`, JSON.stringify({ defaults, urls }));
    return {
      program: process.execPath,
      arguments: [`${folder}/node_modules/pa11y-ci/bin/pa11y-ci.js`, '--config', 'config.json'],
      directory,
      environment,
      log: `${folder}/log.txt`,
      timeout: peerTimeout(urls.length),
    };
  },
};
