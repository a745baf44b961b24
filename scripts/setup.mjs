// Sets up a fresh clone: locked dependencies (Node 24 among them) and a browser. Runs on Node >= 18, does nothing twice.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.mystery-shopper-setup.json');
const projectNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}

function fail(text) {
  process.stderr.write(`\nsetup failed: ${text}\n`);
  process.exit(3);
}

// The project's own Node lives in node_modules, which `npm ci` deletes: run npm on the Node of the machine.
function machineEnvironment() {
  const own = `node_modules${sep}.bin`;
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.endsWith(own)).join(delimiter);
  return { ...process.env, PATH: path };
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], env: machineEnvironment(), shell: process.platform === 'win32', ...options });
  return result.status === 0;
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

function installDependencies() {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  if (readStamp().lock === lock && existsSync(projectNode)) return;
  say('installing the locked dependencies with npm ci …');
  if (!run('npm', ['ci', '--no-audit', '--no-fund'])) fail('`npm ci` did not succeed; its output is above. Check that the npm registry can be reached, then try again.');
  // npm may be configured not to run install scripts; the Node package needs its own.
  if (!existsSync(projectNode)) run('node', ['installArchSpecificPackage.js'], { cwd: join(root, 'node_modules', 'node') });
  if (!existsSync(projectNode)) fail('the npm package `node` brought no Node for this platform. Install Node >= 22.19 and use `node src/cli/bin.ts`.');
  writeFileSync(stampFile, JSON.stringify({ lock }));
}

/** Asks the tool itself, so that set-up and runs agree on what counts as a browser. */
function findBrowser() {
  try {
    return execFileSync(projectNode, [join(root, 'scripts', 'find-browser.ts')], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

function isDebianRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function getBrowser() {
  if (findBrowser() !== '') return;
  const ways = [
    ['playwright install chromium', () => run(projectNode, [join(root, 'node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'], { timeout: 300_000 })],
    ...(isDebianRoot()
      ? [['apt-get install chromium', () => run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], { env: { ...machineEnvironment(), DEBIAN_FRONTEND: 'noninteractive' } })]]
      : []),
  ];
  for (const [name, attempt] of ways) {
    say(`no browser found; trying \`${name}\` …`);
    if (attempt() && findBrowser() !== '') return;
  }
  fail('no Chrome or Chromium was found and none could be installed. Install one by hand, or set MYSTERY_SHOPPER_BROWSER to the path of its executable.');
}

installDependencies();
getBrowser();
