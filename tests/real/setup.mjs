// Sets up the project, then the web apps that tests/real audits, as they come from npm. Runs on Node >= 18, does nothing twice.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const apps = join(here, 'apps');
const stampFile = join(apps, 'node_modules', '.mystery-shopper-setup');

// The project's own Node lives in its node_modules; npm runs on the Node of the machine.
const own = `node_modules${sep}.bin`;
const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.endsWith(own)).join(delimiter);

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2], env: { ...process.env, PATH: path }, shell: process.platform === 'win32' });
  if (status !== 0) {
    process.stderr.write(`\nsetup failed: \`${command} ${args.join(' ')}\` in ${cwd} did not succeed; its output is above.\n`);
    process.exit(3);
  }
}

function stamp() {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return '';
  }
}

run('node', [join('scripts', 'setup.mjs')], join(here, '..', '..'));

const lock = createHash('sha256').update(readFileSync(join(apps, 'package-lock.json'))).digest('hex');
if (stamp() !== lock) {
  process.stderr.write('setup: installing the web apps of tests/real with npm ci …\n');
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], apps);
  writeFileSync(stampFile, lock);
}
