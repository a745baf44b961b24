import type { SourceFile } from './source-files.ts';

/** What every stage may import beside itself. A path that ends in a slash stands for all below it. */
const shared = ['src/model/', 'src/errors/'];

/** Stages hand their work out through one file each. */
const stageIndexes = ['config', 'journey', 'crawl', 'schedule', 'visit', 'audit', 'compare', 'report', 'store'].map((stage) => `src/${stage}/index.ts`);

/** The files beside the stages: they know them all, in their order. */
const overStages = ['src/pipeline.ts', 'src/visiting.ts', 'src/rehearsal.ts', 'src/crawling.ts', 'src/light-audits.ts', 'src/drafting.ts', 'src/index.ts', 'src/record.ts', 'src/conditions.ts', 'src/history.ts', 'src/judging.ts', 'src/resuming.ts', 'src/doctor.ts', 'src/reports.ts'];

interface Allowed {
  files: readonly string[];
  packages: readonly string[];
}

/** Who may import whom. A folder is itself; the longest path that fits a file counts. */
export const allowed: Readonly<Record<string, Allowed>> = {
  'src/model/': { files: [], packages: ['zod'] },
  'src/errors/': { files: [], packages: [] },
  'src/config/': { files: shared, packages: ['zod', 'yaml', 'fastest-levenshtein', 'node:fs/promises', 'node:path', 'node:url'] },
  'src/journey/': { files: shared, packages: ['zod'] },
  'src/crawl/': { files: shared, packages: ['cheerio', 'ipaddr.js', 'picomatch', 'robots-parser', 'undici', 'node:*'] },
  'src/schedule/': { files: shared, packages: ['p-queue'] },
  'src/visit/': { files: shared, packages: ['zod', 'playwright-core', 'axe-core', 'web-vitals', 'syllable', 'node:*'] },
  'src/audit/': { files: shared, packages: ['tinypool', 'node:*'] },
  'src/audit/lighthouse/': { files: [...shared, 'src/audit/'], packages: ['lighthouse', 'node:*'] },
  'src/compare/': { files: shared, packages: ['zod', 'fastest-levenshtein', 'node:crypto'] },
  'src/report/': { files: shared, packages: ['zod', 'handlebars', 'd3-array', 'd3-scale', 'd3-shape', 'csv-stringify', 'fast-xml-builder', 'sarif', 'node:crypto', 'node:fs/promises'] },
  'src/store/': { files: shared, packages: ['zod', 'node:*'] },
  'src/cli/': { files: [...shared, ...stageIndexes, ...overStages, 'audits/index.ts', 'package.json'], packages: ['commander', 'picocolors', 'log-update', 'node:*'] },
  // The demo audits the fixture shops that come with the package.
  'src/cli/commands/demo.ts': { files: [...shared, ...stageIndexes, ...overStages, 'src/cli/', 'fixtures/server.ts'], packages: ['node:*'] },
  'src/': { files: [...shared, ...stageIndexes, ...overStages, 'audits/index.ts', 'package.json'], packages: ['node:crypto', 'node:os', 'node:path', 'node:url'] },
  // Written like the audits of a user: these are all they need.
  'audits/': { files: ['src/audit/define.ts', 'src/model/'], packages: [] },
};

/** Packages that are heavy or that tie us to something: known in one folder only, so that they can be replaced there. */
export const homes: Readonly<Record<string, string>> = {
  'playwright-core': 'src/visit/',
  'axe-core': 'src/visit/',
  'web-vitals': 'src/visit/',
  syllable: 'src/visit/',
  lighthouse: 'src/audit/lighthouse/',
  tinypool: 'src/audit/',
  handlebars: 'src/report/',
  'd3-array': 'src/report/',
  'd3-scale': 'src/report/',
  'd3-shape': 'src/report/',
  'csv-stringify': 'src/report/',
  'fast-xml-builder': 'src/report/',
  'p-queue': 'src/schedule/',
  cheerio: 'src/crawl/',
  'robots-parser': 'src/crawl/',
  undici: 'src/crawl/',
  commander: 'src/cli/',
  picocolors: 'src/cli/',
  'log-update': 'src/cli/',
  yaml: 'src/config/',
};

/** Users' modules, whose paths are known when the tool runs: TypeScript plans and the catalogue of audits in a worker. */
const mayComputeImports = ['src/config/source-module.ts', 'src/audit/load-audits.ts'];

/** Same in, same out, on every machine. */
export const pure = ['audits/', 'src/model/', 'src/errors/', 'src/config/', 'src/journey/', 'src/schedule/', 'src/audit/', 'src/compare/', 'src/report/'];

const impure = /^(performance\.(now|timeOrigin)|process\.(cwd|hrtime|stdin|platform|arch|pid|version|versions))$/;

/** Handed down from the command line to whoever needs it: so a test can set the clock, and a run can be told everything. */
const handedDown = /^(Date\.now|new Date\(\)|Math\.random|crypto\.(randomUUID|getRandomValues)|process\.env)$/;

/** Only the command line talks, and only it decides how the process ends. */
const talking = /^(console\..*|process\.(exit|exitCode|stdout|stderr|argv|abort))$/;

export function importProblems({ path, imports }: SourceFile): string[] {
  const folder = longestFit(Object.keys(allowed), path);
  const rule = folder === undefined ? undefined : allowed[folder];
  if (folder === undefined || rule === undefined) return [`${path}: no rule says what it may import; see tests/architecture/rules.ts`];
  const files = [folder, ...rule.files].filter((file) => file !== 'src/');
  return imports.flatMap(({ what, line }) => {
    const at = `${path}:${line} may not import ${what}`;
    if (what === '(computed)') return mayComputeImports.includes(path) ? [] : [`${at}: only ${mayComputeImports.join(' and ')} may`];
    if (isFile(what)) return files.some((file) => fits(file, what)) ? [] : [`${at}: allowed are ${files.join(', ')}`];
    const home = homes[packageOf(what)];
    if (home !== undefined && !path.startsWith(home)) return [`${at}: its home is ${home}`];
    return rule.packages.some((name) => name === packageOf(what) || (name === 'node:*' && what.startsWith('node:'))) ? [] : [`${at}: allowed are ${rule.packages.join(', ') || 'no packages'}`];
  });
}

export function surroundingsProblems({ path, surroundings }: SourceFile): string[] {
  const isPure = pure.some((folder) => fits(folder, path));
  return surroundings.flatMap(({ what, line }) => {
    if (talking.test(what) && !path.startsWith('src/cli/')) return [`${path}:${line} uses ${what}: only src/cli/ may`];
    const mustComeIn = (handedDown.test(what) && !path.startsWith('src/cli/')) || (isPure && impure.test(what));
    return mustComeIn ? [`${path}:${line} uses ${what}: it must come in as an argument`] : [];
  });
}

export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

export function isFile(what: string): boolean {
  return /^(src|audits|fixtures|templates|tests)\//.test(what) || what === 'package.json' || what.startsWith('..');
}

export function fits(rule: string, path: string): boolean {
  return rule.endsWith('/') ? path.startsWith(rule) : path === rule;
}

function longestFit(rules: readonly string[], path: string): string | undefined {
  return rules.filter((rule) => (rule === 'src/' ? /^src\/[^/]+$/.test(path) : fits(rule, path))).sort((a, b) => b.length - a.length)[0];
}
