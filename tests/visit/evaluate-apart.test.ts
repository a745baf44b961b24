import { expect, test } from 'vitest';
import { evaluateApart, knownIn } from '../../src/visit/collectors/instruments/evaluate-apart.ts';
import { browser, openBrowser } from './collecting.ts';

openBrowser();

async function open(html: string) {
  const page = await browser.newPage();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Page.enable');
  knownIn(cdp);
  await cdp.send('Runtime.enable');
  await page.goto(`data:text/html,${encodeURIComponent(html)}`);
  return { page, cdp };
}

const busyFor = (ms: number): number => {
  for (const end = performance.now() + ms; performance.now() < end; );
  return ms;
};
const titleOf = (): string => document.title;

test('the time of a question begins when those before it have been answered', async () => {
  const { page, cdp } = await open('<title>Here</title>');
  const [first, second] = await Promise.all([evaluateApart(cdp, busyFor, 3_000, 10_000), evaluateApart(cdp, titleOf, null, 100)]);
  expect([first, second]).toEqual([3_000, 'Here']);
  await page.close();
});

test('a question that is out of time holds up none after it', async () => {
  const { page, cdp } = await open('<title>Here</title>');
  const never = (): Promise<never> => new Promise(() => undefined);
  const [first, second] = await Promise.allSettled([evaluateApart(cdp, never, null, 100), evaluateApart(cdp, titleOf, null, 100)]);
  expect(first).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('took longer') as string } });
  expect(second).toMatchObject({ status: 'fulfilled', value: 'Here' });
  await page.close();
});

test('a document that has taken the place of another is asked, and keeps what was left in it', async () => {
  const { page, cdp } = await open('<title>One</title>');
  const leave = (mark: string | null): unknown => {
    const own = globalThis as unknown as { mark?: string };
    own.mark ??= mark ?? '';
    return [document.title, own.mark];
  };
  expect(await evaluateApart(cdp, leave, 'left', 1_000)).toEqual(['One', 'left']);
  expect(await evaluateApart(cdp, leave, null, 1_000)).toEqual(['One', 'left']);
  await page.goto('data:text/html,<title>Two</title>');
  expect(await evaluateApart(cdp, leave, null, 1_000)).toEqual(['Two', '']);
  expect(await page.evaluate(() => 'mark' in globalThis)).toBe(false);
  await page.close();
});
