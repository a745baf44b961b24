import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';

/** The browser to visit with, and why this one. */
export interface BrowserChoice {
  executablePath: string;
  /** In words, as in: MYSTERY_SHOPPER_BROWSER. */
  from: string;
  /** Every place that was looked at, in order, the last one being where it was found. */
  looked: string[];
  /** Chromium refuses to start with its sandbox as root. */
  needsNoSandbox: boolean;
}

const variables = ['MYSTERY_SHOPPER_BROWSER', 'CHROME_PATH', 'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH'] as const;
const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome', 'microsoft-edge-stable'] as const;

function usualPaths(environment: Record<string, string | undefined>): string[] {
  if (process.platform === 'darwin') {
    const applications = ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium'];
    return ['/Applications', join(environment['HOME'] ?? '', 'Applications')].flatMap((folder) => applications.map((name) => join(folder, name)));
  }
  if (process.platform === 'win32') {
    const roots = [environment['PROGRAMFILES'], environment['PROGRAMFILES(X86)'], environment['LOCALAPPDATA']];
    return roots.filter((root) => root !== undefined).flatMap((root) => [join(root, 'Google/Chrome/Application/chrome.exe'), join(root, 'Chromium/Application/chrome.exe')]);
  }
  return ['/usr/bin/google-chrome-stable', '/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium', '/opt/google/chrome/chrome'];
}

function onPath(environment: Record<string, string | undefined>): string[] {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return names.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function playwrightPath(): string[] {
  try {
    return [chromium.executablePath()];
  } catch {
    return [];
  }
}

/**
 * Finds a Chrome or Chromium: the plan's choice, the environment's, Playwright's own, one of the system.
 * Throws BROWSER_MISSING with where it looked. A choice that was made and does not exist is an error, never replaced by another browser.
 */
export async function findBrowser(wanted: { choice: string | null; environment: Record<string, string | undefined> }): Promise<BrowserChoice> {
  const { choice, environment } = wanted;
  const needsNoSandbox = process.platform === 'linux' && process.getuid?.() === 0;

  const chosen = [{ path: choice, from: '--browser or the plan' }, ...variables.map((name) => ({ path: environment[name] ?? null, from: name }))];
  for (const { path, from } of chosen) {
    if (path === null || path === '') continue;
    if (await isExecutable(path)) return { executablePath: path, from, looked: [path], needsNoSandbox };
    throw new KnownError(errors.browserMissing, `There is no browser at ${path}, which ${from} names.`);
  }

  const looked: string[] = [];
  const places = [
    { from: 'Playwright', paths: playwrightPath() },
    { from: 'the system', paths: [...usualPaths(environment), ...onPath(environment)] },
  ];
  for (const { from, paths } of places) {
    for (const path of paths) {
      if (looked.includes(path)) continue;
      looked.push(path);
      if (await isExecutable(path)) return { executablePath: path, from, looked, needsNoSandbox };
    }
  }
  throw new KnownError(errors.browserMissing, `No Chrome or Chromium was found. Looked at: ${looked.slice(0, 12).join(', ')}${looked.length > 12 ? ` and ${looked.length - 12} more places` : ''}.`);
}
