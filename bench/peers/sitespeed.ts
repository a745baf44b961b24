import { rm } from 'node:fs/promises';
import { findDriver } from './chrome-driver.ts';
import { peerTimeout, type Peer } from './peer.ts';

/** One iteration a page with axe, without video: what both tools measure. */
export const sitespeed: Peer = {
  name: 'sitespeed.io',
  package: 'sitespeed.io',
  versions: ['42.7.0', '39.2.0'],
  async command({ urls, browser, browserMajor, environment }, { folder }) {
    const driver = await findDriver(browserMajor, environment);
    if ('reason' in driver) return driver;
    const directory = `${folder}/run`;
    await rm(directory, { recursive: true, force: true });
    return {
      program: process.execPath,
      arguments: [
        `${folder}/node_modules/sitespeed.io/bin/sitespeed.js`,
        ...urls,
        '-n=1',
        '--axe.enable',
        '--browsertime.headless',
        '--browsertime.video=false',
        '--browsertime.visualMetrics=false',
        `--browsertime.chrome.binaryPath=${browser.executablePath}`,
        `--browsertime.chrome.chromedriverPath=${driver.path}`,
        ...(browser.needsNoSandbox ? ['--browsertime.chrome.args=no-sandbox'] : []),
        '--outputFolder=result',
      ],
      directory,
      environment,
      log: `${folder}/log.txt`,
      timeout: peerTimeout(urls.length),
    };
  },
};
