import { describe, expect, it } from 'vitest';
import { audits } from '../../../audits/index.ts';
import { main } from '../../../src/cli/main.ts';
import { markdownTable } from '../../../src/cli/table.ts';

async function listed(...args: string[]): Promise<{ exitCode: number; out: string }> {
  let out = '';
  const exitCode = await main(['list', ...args], { out: (text) => void (out += text), error: () => undefined, terminal: false, columns: 80, colors: false, environment: {}, directory: '.', now: () => new Date(0), signal: new AbortController().signal });
  return { exitCode, out };
}

describe('list audits', () => {
  it('has a line for every metric', async () => {
    const { out } = await listed('audits');
    expect(out.trimEnd().split('\n')).toHaveLength(1 + audits.flatMap(({ metrics }) => metrics).length);
    expect(out).toMatch(/^speed\.lcp +ms +2500 +4000 +speed\/lcp /m);
  });

  it('has a line for every audit as Markdown', async () => {
    const { out } = await listed('audits', '--format', 'markdown');
    expect(out.match(/^\| `[a-z]+\/[a-z-]+` \|/gm)).toHaveLength(audits.length);
  });

  it.each([[['--format', 'json']], [['--json']]])('has everything with %j', async (options) => {
    const all = JSON.parse((await listed('audits', ...options)).out) as { id: string; source: unknown }[];
    expect(all.map(({ id }) => id)).toEqual(audits.map(({ id }) => id));
    expect(all[0]?.source).toEqual(audits[0]?.source);
  });

  it('refuses a format that there is not', async () => {
    expect(await listed('audits', '--format', 'html')).toEqual({ exitCode: 2, out: '' });
  });
});

it.each(['personas', 'devices'])('list %s has its lines as Markdown too', async (what) => {
  const lines = (await listed(what)).out.trimEnd().split('\n');
  expect((await listed(what, '--format', 'markdown')).out.trimEnd().split('\n')).toHaveLength(lines.length + 1);
});

it('a cell of a Markdown table cannot end it', () => {
  expect(markdownTable({ headings: ['a'], rows: [['x | y']] })).toBe('| a |\n|---|\n| x \\| y |\n');
});
