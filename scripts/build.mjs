// Makes dist/, the package: compiled code beside the files it reads at run time, at the same relative places as in the source.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
for (const folder of ['templates', 'fixtures/sites', 'fixtures/demo.plan.yaml']) {
  cpSync(join(root, folder), join(dist, folder), { recursive: true, filter: (path) => !path.endsWith('.ts') });
}

// For readers of run.json and editors of plans, without the tool: mystery-shopper/schema/run.json and plan.json.
const { planJsonSchema, recordJsonSchema } = await import(pathToFileURL(join(dist, 'src', 'index.js')).href);
mkdirSync(join(dist, 'schema'));
for (const [name, schema] of [['run', recordJsonSchema()], ['plan', planJsonSchema()]]) writeFileSync(join(dist, 'schema', `${name}.json`), `${JSON.stringify(schema, null, 2)}\n`);
