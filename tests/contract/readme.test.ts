import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditsTable } from '../../src/cli/catalogue.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { impossibleGates } from '../../src/cli/impossible-gates.ts';
import { main } from '../../src/cli/main.ts';
import { markdownTable } from '../../src/cli/table.ts';
import { loadPlan } from '../../src/config/index.ts';
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

async function helpOf(words: readonly string[]): Promise<string> {
  let said = '';
  await main([...words, '--help'], { out: (text) => void (said += text), error: () => undefined, terminal: false, columns: 200, colors: false, environment: {}, directory: projectRoot, now: () => new Date(0), signal: new AbortController().signal });
  return said;
}

/** The commands of a text, from the name of the command on: in lines of their own, and between backticks. */
function commandsIn(text: string): string[] {
  return [...text.matchAll(/(?:^ *(?:\$ |- run: npx )?|`)(?:npx )?mystery-shopper ([a-z][^`\n]*)/gm)].map(([, words = '']) => words.replace(/ #.*| {2,}.*/, '').trim());
}

/** What such a command names that is not there; empty: all of it is. */
async function missingIn(command: string): Promise<string[]> {
  const words = command.split(/\s+/);
  const [name = ''] = words;
  if (!Object.hasOwn(commands, name)) return [name];
  const inner = ['baseline', 'known'].includes(name) ? words.slice(0, 2) : [name];
  const help = await helpOf(inner);
  return words.flatMap((word) => {
    const [, option] = /^(--[a-z-]+)/.exec(word) ?? [];
    return option === undefined || new RegExp(`^  (?:-\\w, )?${option}[ \n]`, 'm').test(help) ? [] : [option];
  });
}

describe('every command and option that is named is there', () => {
  const readme = commandsIn(readFileSync(file, 'utf8').replace(/<!-- audits -->.*<!-- \/audits -->/s, ''));

  it('in the README', async () => {
    expect(readme.length).toBeGreaterThan(20);
    for (const command of new Set(readme)) expect([command, await missingIn(command)]).toEqual([command, []]);
  });

  it.each(Object.keys(commands))('in the help of %s', async (name) => {
    const help = await helpOf([name]);
    const examples = commandsIn(help.slice(help.indexOf('Example')));
    expect(examples.length).toBeGreaterThan(0);
    for (const command of examples) expect([command, await missingIn(command)]).toEqual([command, []]);
  });
});

it('the plans of the README are plans, with gates that can be decided', async () => {
  const plans = [...readFileSync(file, 'utf8').matchAll(/```yaml\n(# plan\.yaml\n.*?)```/gs)].map(([, text = '']) => text);
  expect(plans.length).toBeGreaterThanOrEqual(2);
  for (const text of plans) {
    const path = join(mkdtempSync(join(tmpdir(), 'mystery-shopper-readme-')), 'plan.yaml');
    writeFileSync(path, text);
    const { gates } = await loadPlan(path, {}, { gates: async (plan) => impossibleGates(plan) });
    expect(gates.length).toBeGreaterThan(0);
  }
});
