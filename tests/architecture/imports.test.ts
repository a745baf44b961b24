import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allowed, homes, importProblems, isFile, packageOf, surroundingsProblems } from './rules.ts';
import { readSource, root, sourceFiles } from './source-files.ts';

const files = sourceFiles();

describe('the sources', () => {
  it('import only what the rules allow', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(importProblems)).toEqual([]);
  });

  it('leave the console and the end of the process to the command line, and purity to the pure', () => {
    expect(files.flatMap(surroundingsProblems)).toEqual([]);
  });

  it('bring nothing into the page that is not in the function itself', () => {
    const inPage = files.filter(({ path }) => path.startsWith('src/visit/in-page/'));
    expect(inPage.length).toBeGreaterThan(0);
    expect(inPage.flatMap(({ path, imports }) => imports.filter(({ typeOnly, what }) => !typeOnly && !what.startsWith('src/visit/in-page/')).map(({ line, what }) => `${path}:${line} may not import ${what}: it runs in the page`))).toEqual([]);
  });

  it('import every dependency of the package, and no other', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
    // Of what is there as types alone, nothing is left when the tool runs.
    const onlyTypes = (name: string): boolean => `@types/${name}` in devDependencies && !(name in dependencies);
    const imported = files.flatMap(({ imports }) => imports.filter(({ typeOnly, what }) => !typeOnly || !onlyTypes(packageOf(what))).map(({ what }) => what)).filter((what) => !isFile(what) && !what.startsWith('node:') && what !== '(computed)');
    expect([...new Set(imported.map(packageOf))].sort()).toEqual(Object.keys(dependencies).sort());
  });

  it('have a rule for every stage, and no home for a package that nobody lives in', () => {
    const folders = new Set(files.map(({ path }) => path.split('/').slice(0, 2).join('/')).filter((path) => !path.endsWith('.ts')).map((path) => (path.startsWith('audits/') ? 'audits/' : `${path}/`)));
    expect([...folders].filter((folder) => !(folder in allowed))).toEqual([]);
    expect(Object.entries(homes).filter(([name, home]) => !Object.entries(allowed).some(([folder, { packages }]) => folder.startsWith(home) && packages.includes(name)))).toEqual([]);
  });
});

describe('what counts as an import', () => {
  it.each([
    ['import', "import { a } from './b.ts';", ['src/visit/b.ts']],
    ['for its effect', "import './b.ts';", ['src/visit/b.ts']],
    ['type import', "import type { A } from '../model/b.ts';", ['src/model/b.ts']],
    ['re-export', "export { a } from './b.ts'; export * from './c.ts';", ['src/visit/b.ts', 'src/visit/c.ts']],
    ['dynamic import', "await import('./b.ts');", ['src/visit/b.ts']],
    ['computed import', 'await import(name);', ['(computed)']],
    ['computed import of a template', 'await import(`./${name}.ts`);', ['(computed)']],
    ['import in a type', "let a: import('lighthouse').Config;", ['lighthouse']],
    ['resolved package', "const { resolve } = createRequire(import.meta.url); require.resolve('axe-core'); import.meta.resolve('web-vitals'); require('yaml');", ['axe-core', 'web-vitals', 'yaml']],
    ['no import: a string', "const text = \"import 'lighthouse'\"; // import 'yaml'", []],
    ['no import: a regular expression', "const pattern = /['\"]/; const quote = 'from \"yaml\"';", []],
    ['no import: another resolve', "Promise.resolve('a'); path.resolve('b'); resolve('c');", []],
  ])('%s', (_, text, expected) => {
    expect(readSource('src/visit/a.ts', text).imports.map(({ what }) => what)).toEqual(expected);
  });
});

describe('the rules', () => {
  it.each([
    ['a stage imports another', 'src/audit/define.ts', "import type { C } from '../visit/collectors/collector.ts';", 'src/audit/define.ts:1 may not import src/visit/collectors/collector.ts: allowed are src/audit/, src/model/, src/errors/'],
    ['a stage imports the index of another', 'src/report/a.ts', "import { b } from '../store/index.ts';", 'src/report/a.ts:1 may not import src/store/index.ts: allowed are src/report/, src/model/, src/errors/'],
    ['the model imports a stage', 'src/model/a.ts', "import { b } from '../visit/index.ts';", 'src/model/a.ts:1 may not import src/visit/index.ts: allowed are src/model/'],
    ['an audit imports more than a user’s could', 'audits/speed/a.ts', "\nimport { b } from '../../src/audit/run-audits.ts';", 'audits/speed/a.ts:2 may not import src/audit/run-audits.ts: allowed are audits/, src/audit/define.ts, src/model/'],
    ['the pipeline looks into a stage', 'src/pipeline.ts', "import { b } from './visit/lane.ts';", expect.stringContaining('src/pipeline.ts:1 may not import src/visit/lane.ts')],
    ['a stage imports the pipeline', 'src/store/a.ts', "import { b } from '../pipeline.ts';", expect.stringContaining('src/store/a.ts:1 may not import src/pipeline.ts')],
    ['a package away from home', 'src/report/a.ts', "import { b } from 'playwright-core';", 'src/report/a.ts:1 may not import playwright-core: its home is src/visit/'],
    ['Lighthouse away from its one folder', 'src/audit/a.ts', "import { b } from 'lighthouse/core/runner.js';", 'src/audit/a.ts:1 may not import lighthouse/core/runner.js: its home is src/audit/lighthouse/'],
    ['a package nobody listed', 'src/visit/a.ts', "import b from 'lodash';", expect.stringContaining('may not import lodash: allowed are')],
    ['a file system in a pure stage', 'src/compare/a.ts', "import { readFile } from 'node:fs/promises';", 'src/compare/a.ts:1 may not import node:fs/promises: allowed are zod, fastest-levenshtein, node:crypto'],
    ['a test', 'src/store/a.ts', "import { b } from '../../tests/unit/b.ts';", expect.stringContaining('may not import tests/unit/b.ts')],
    ['a path that nobody can check', 'src/store/a.ts', 'await import(path);', expect.stringContaining('may not import (computed)')],
    ['a folder without a rule', 'src/extra/a.ts', '', 'src/extra/a.ts: no rule says what it may import; see tests/architecture/rules.ts'],
  ])('are broken when %s', (_, path, text, problem) => {
    expect(importProblems(readSource(path, text))).toEqual([problem]);
  });

  it.each([
    ['src/audit/a.ts', "import type { B } from '../model/b.ts'; import { c } from '../errors/c.ts'; import { d } from './lighthouse/d.ts';"],
    ['src/audit/lighthouse/a.ts', "import { b } from '../b.ts'; import run from 'lighthouse/core/runner.js'; import { gunzip } from 'node:zlib';"],
    ['src/pipeline.ts', "import { b } from './visit/index.ts'; import { audits } from '../audits/index.ts'; import { c } from './record.ts';"],
    ['src/cli/commands/run.ts', "import { b } from '../../pipeline.ts'; import { c } from '../print.ts'; import { Command } from 'commander';"],
    ['audits/speed/a.ts', "import { defineAudit } from '../../src/audit/define.ts'; import { b } from '../words.ts';"],
  ])('are kept by %s', (path, text) => {
    expect(importProblems(readSource(path, text))).toEqual([]);
  });

  it.each([
    ['src/compare/a.ts', 'const a = Date.now();', 'src/compare/a.ts:1 uses Date.now: it must come in as an argument'],
    ['src/report/a.ts', 'const a = new Date();', 'src/report/a.ts:1 uses new Date(): it must come in as an argument'],
    ['audits/speed/a.ts', 'const a = Math.random();', 'audits/speed/a.ts:1 uses Math.random: it must come in as an argument'],
    ['src/config/a.ts', "const a = process.env['HOME'];", 'src/config/a.ts:1 uses process.env: it must come in as an argument'],
    ['src/audit/a.ts', 'const a = performance.now();', 'src/audit/a.ts:1 uses performance.now: it must come in as an argument'],
    ['src/visit/a.ts', 'const a = Date.now();', 'src/visit/a.ts:1 uses Date.now: it must come in as an argument'],
    ['src/report/a.ts', 'const a = process.platform;', 'src/report/a.ts:1 uses process.platform: it must come in as an argument'],
    ['src/visit/a.ts', "console.log('a');", 'src/visit/a.ts:1 uses console.log: only src/cli/ may'],
    ['src/pipeline.ts', 'process.exitCode = 1;', 'src/pipeline.ts:1 uses process.exitCode: only src/cli/ may'],
    ['src/store/a.ts', 'process.exit(1);', 'src/store/a.ts:1 uses process.exit: only src/cli/ may'],
  ])('are broken in %s by %s', (path, text, problem) => {
    expect(surroundingsProblems(readSource(path, text))).toEqual([problem]);
  });

  it.each([
    ['src/compare/a.ts', 'const a = new Date(text); const b = Math.max(1, 2); record.process.env; // Date.now()'],
    ['src/visit/a.ts', 'const a = performance.now();'],
    ['src/cli/bin.ts', 'console.error(process.argv); process.exitCode = 2;'],
  ])('are kept in %s by %s', (path, text) => {
    expect(surroundingsProblems(readSource(path, text))).toEqual([]);
  });
});
