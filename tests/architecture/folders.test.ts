import { describe, expect, it } from 'vitest';
import { foldersUnder, sourceFiles } from './source-files.ts';

const files = sourceFiles();
const folders = [...foldersUnder('src'), ...foldersUnder('audits')];

/** As in the lint rule. */
const longest = 300;

describe('the folders', () => {
  it('say what is in them', () => {
    const attics = /^(utils?|helpers?|common|lib|misc|shared|tools|core)$/i;
    const names = [...folders, ...files.map(({ path }) => path)].filter((path) => attics.test((path.split('/').at(-1) ?? '').replace(/\.ts$/, '')));
    expect(names).toEqual([]);
  });

  it('have files that can be read in one sitting', () => {
    expect(files.filter(({ codeLines }) => codeLines > longest).map(({ path, codeLines }) => `${path}: ${codeLines} lines of code`)).toEqual([]);
  });

  it('have no classes but the one error, and no managers', () => {
    expect(files.flatMap(({ path, classes }) => classes.map(({ what }) => `${path}: ${what}`))).toEqual(['src/errors/known-error.ts: KnownError']);
    expect(files.flatMap(({ path, exports }) => [path, ...exports.map((name) => `${path}: ${name}`)]).filter((name) => /manager/i.test(name))).toEqual([]);
  });
});

/** Where adding a thing is a file and a line. A folder that is not there yet is not checked. */
const registries = ['src/visit/collectors', 'src/visit/hands', 'src/compare/benchmarks', 'src/report/sections', 'src/report/formats', 'src/cli/commands', 'src/config/presets', 'src/journey/importers', 'src/store/backends'];

describe.each(registries.filter((folder) => folders.includes(folder)))('%s', (folder) => {
  const here = files.filter(({ path }) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'));
  const importsOf = (path: string): string[] => here.find((file) => file.path === path)?.imports.map(({ what }) => what) ?? [];

  it('is its index: nothing in it is forgotten there', () => {
    const index = `${folder}/index.ts`;
    const listed = new Set(importsOf(index));
    expect(listed.size).toBeGreaterThan(0);
    // A file that only others of the folder use is a part of theirs, as is the interface they share.
    const parts = new Set(here.filter(({ path }) => path !== index).flatMap(({ path }) => importsOf(path)));
    expect(here.map(({ path }) => path).filter((path) => path !== index && !listed.has(path) && !parts.has(path))).toEqual([]);
  });
});

describe('audits', () => {
  const index = files.find(({ path }) => path === 'audits/index.ts')?.imports.map(({ what }) => what) ?? [];

  it('are their index', () => {
    const audits = files.filter(({ path, exports }) => path.startsWith('audits/') && exports.includes('audit')).map(({ path }) => path);
    expect(audits.length).toBeGreaterThan(24);
    expect(index.filter((path) => path.startsWith('audits/')).sort()).toEqual(audits.sort());
  });
});
