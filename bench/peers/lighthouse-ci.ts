import { rm } from 'node:fs/promises';
import { peerTimeout, type Peer } from './peer.ts';

/** Collecting only, one run a page; its default of three runs would take three times as long. */
export const lighthouseCi: Peer = {
  name: 'Lighthouse CI',
  package: '@lhci/cli',
  versions: ['0.15.1'],
  async command({ urls, browser, environment, categories }, { folder }) {
    const directory = `${folder}/run`;
    await rm(directory, { recursive: true, force: true });
    return {
      program: process.execPath,
      arguments: [
        `${folder}/node_modules/@lhci/cli/src/cli.js`,
        'collect',
        '--numberOfRuns=1',
        ...urls.map((url) => `--url=${url}`),
        ...(categories === undefined ? [] : [`--settings.onlyCategories=${categories.join(',')}`]),
        ...(browser.needsNoSandbox ? ['--settings.chromeFlags=--no-sandbox --headless=new'] : []),
      ],
      directory,
      environment: { ...environment, CHROME_PATH: browser.executablePath, LHCI_NO_LIGHTHOUSERC: '1' },
      log: `${folder}/log.txt`,
      timeout: peerTimeout(urls.length),
    };
  },
};
