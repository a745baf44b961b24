import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { auditsTable } from '../../src/cli/catalogue.ts';
import { markdownTable } from '../../src/cli/table.ts';
import { projectRoot } from '../smoke/cli.ts';

const file = `${projectRoot}/README.md`;
const marks = { begin: '<!-- audits -->\n', end: '<!-- /audits -->' };

const tableOfAudits = (): string => `\n${markdownTable(auditsTable())}\n`;

/** `UPDATE_GOLDEN=1 npx vitest run --project check tests/contract/readme.test.ts` writes the table anew. */
it('the README lists the audits as their metadata does', () => {
  const readme = readFileSync(file, 'utf8');
  const [before, rest] = readme.split(marks.begin);
  const [table, after] = (rest ?? '').split(marks.end);
  expect(before, 'the README has a place for the table').toBeDefined();
  expect(after, 'the README has a place for the table').toBeDefined();
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, `${before}${marks.begin}${tableOfAudits()}${marks.end}${after}`);
  else expect(table).toBe(tableOfAudits());
});
