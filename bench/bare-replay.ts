import type { Browser, Page, Request } from 'playwright-core';
import type { Throttling } from '../src/model/throttling.ts';
import type { Persona } from '../src/model/persona.ts';
import { contextOptions } from '../src/visit/conditions.ts';
import { applyThrottling } from '../src/visit/throttle.ts';

/**
 * The purchase of fixtures/demo.plan.yaml at Fernhill as anyone would script it with Playwright, and nothing else: the same
 * clicks and keys, the same waits (the page has loaded, with the pictures it asks for afterwards, and shows that the customer has
 * arrived), in the same kind of context under the same throttling.
 */
export async function replayBare(browser: Browser, { origin, persona, throttling }: { origin: string; persona: Persona; throttling: Throttling }): Promise<void> {
  const context = await browser.newContext(contextOptions(persona, browser.version()));
  try {
    const page = await context.newPage();
    if (throttling.method === 'cdp') await applyThrottling(await context.newCDPSession(page), throttling);
    const { data } = persona;
    const given = (key: string): string => data[key] ?? '';
    const type = async (label: string, text: string): Promise<void> => {
      const field = page.getByLabel(label);
      await field.click();
      await field.pressSequentially(text);
    };
    const heading = (name: string): Promise<void> => page.getByRole('heading', { name }).waitFor();
    const quiet = watchRequests(page);

    await page.goto(`${origin}/`);
    await quiet();
    await heading('Sleep out more often');

    await page.getByRole('link', { name: 'Tents', exact: true }).first().click();
    await page.waitForURL('**/tents');
    await quiet();
    await page.getByLabel('Sleeps at least').selectOption({ label: '2 people' });
    await page.waitForURL('**/tents?**');
    await quiet();
    await page.getByRole('heading', { name: 'Tents', exact: true }).waitFor();

    await page.getByRole('link', { name: 'Ridge 2', exact: true }).click();
    await page.waitForURL('**/tents/ridge-2');
    await quiet();
    await page.getByRole('button', { name: 'Add to basket' }).waitFor();

    await page.getByRole('button', { name: 'Add to basket' }).click();
    await page.waitForURL('**/basket');
    await quiet();
    await heading('Your basket');

    await page.getByText('Check out as a guest').click();
    await page.waitForURL('**/checkout');
    await quiet();
    await type('Email', given('email'));
    await type('Full name', given('name'));
    await type('Street and house number', `${given('street')} ${given('houseNumber')}`);
    await type('Postcode', given('postcode'));
    await type('Town or city', given('city'));
    await type('Card number', given('cardNumber'));
    await type('Expiry date', given('cardExpiry'));
    await type('Security code', given('cardCode'));
    await page.getByRole('button', { name: 'Place order' }).waitFor();

    await page.getByRole('button', { name: 'Place order' }).click();
    await page.waitForURL('**/order/*');
    await quiet();
    await heading('Thank you');
  } finally {
    await context.close();
  }
}

/** Gives a wait for the moment at which no request is under way. */
function watchRequests(page: Page): () => Promise<void> {
  const open = new Set<Request>();
  let ended = (): void => undefined;
  page.on('request', (request) => void open.add(request));
  const end = (request: Request): void => {
    open.delete(request);
    if (open.size === 0) ended();
  };
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return async () => {
    if (open.size > 0) await new Promise<void>((resolve) => (ended = resolve));
  };
}
