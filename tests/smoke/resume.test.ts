import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { html } from '../../fixtures/serving/exchange.ts';
import { listen, type Listener } from '../../fixtures/serving/listener.ts';
import { VisitEvidence } from '../../src/model/evidence.ts';
import { RunRecord } from '../../src/model/record.ts';
import { runCli, startCli, temporaryDirectory } from './cli.ts';

const pages = { '/': 'Shop', '/tents': 'Tents', '/help': 'Help', '/prices': 'Prices', '/about': 'About us' };

function page(path: keyof typeof pages): string {
  const links = Object.entries(pages).map(([to, name]) => `<li><a href="${to}">${name}</a></li>`).join('');
  return `<!doctype html><html lang="en"><head><title>${pages[path]}</title></head><body><main><h1>${pages[path]}</h1>${path === '/' ? `<ul>${links}</ul>` : `<section><h2>More</h2><p>All about ${pages[path]}.</p></section>`}</main></body></html>`;
}

/** How often the crawl itself asked for each page: in all, or of the requests after so many. */
function askedOf(server: Listener, after = 0): Record<string, number> {
  const crawl = server.requests.slice(after).filter(({ path, headers }) => path in pages && String(headers['user-agent']).startsWith('MysteryShopper'));
  return Object.fromEntries([...Map.groupBy(crawl, ({ path }) => path)].map(([path, times]) => [path, times.length]));
}

it('a crawl that is killed while it looks for pages and again while it audits them goes on both times, and its report says so', async () => {
  const opened = await listen('localhost', 0, () => ({ answer: ({ path }) => (path in pages ? html(page(path as keyof typeof pages)) : null) }));
  const server = opened.listener;
  try {
    const cwd = await temporaryDirectory();
    const folder = join(cwd, 'mystery-shopper-report');
    const first = startCli(['crawl', server.origin, '--light', '--samples', '0', '--persona', 'desktop-control', '--per-template', '2', '--concurrency', '1'], { cwd, env: { CI: 'true' } });
    await server.waitForRequest('/prices');
    first.process.kill('SIGKILL');
    await first.ended;
    const answered = Object.keys(askedOf(server)).filter((path) => path !== '/prices');
    const before = server.requests.length;
    expect(answered.length).toBeGreaterThanOrEqual(2);

    const second = startCli(['crawl', '--resume', folder], { cwd, env: { CI: 'true' } });
    await second.printed(/\[1\/\d+\] inspection/);
    second.process.kill('SIGKILL');
    await second.ended;
    expect(Object.keys(askedOf(server, before)).filter((path) => answered.includes(path))).toEqual([]);
    expect(new Set([...answered, ...Object.keys(askedOf(server, before))])).toEqual(new Set(Object.keys(pages)));

    const audited = server.requests.length;
    const { exitCode, stdout, stderr } = await runCli(['crawl', '--resume', folder, '--format', 'html'], { cwd, env: { CI: 'true' } });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(askedOf(server, audited)).toEqual({});
    const record = RunRecord.parse(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')));
    expect(record.crawl).toMatchObject({ ended: 'complete', opened: 5, light: { pages: 5, failed: [] } });
    expect(record.coverage.valid).toBe(record.coverage.expected);
    expect(record.pauses).toHaveLength(2);
    expect(record.conditions.notes.join()).toContain('This run was made in 3 parts: it stood still from');
    expect(stdout).toContain('Continued: it stood still');
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toContain('Stood still');
    const visits = (await readdir(join(folder, 'visits'))).filter((name) => /~\d+\.json$/.test(name));
    const made = await Promise.all(visits.map(async (name) => Date.parse(VisitEvidence.parse(JSON.parse(await readFile(join(folder, 'visits', name), 'utf8'))).startedAt)));
    const pause = Date.parse(record.pauses?.[1]?.until ?? '');
    expect([made.some((at) => at < pause), made.length]).toEqual([true, record.coverage.expected]);
    await expect(access(join(folder, 'unfinished'))).rejects.toMatchObject({ code: 'ENOENT' });
  } finally {
    await opened.close();
  }
});
