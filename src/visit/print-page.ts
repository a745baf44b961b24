import type { Browser } from 'playwright-core';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import type { BrowserChoice } from './browser.ts';
import { launch } from './lane.ts';
import { limited, within } from './patience.ts';
import { firstLine, seconds } from './problems.ts';

/** ms a page may take from being opened to being printed; one of a thousand touchpoints takes a part of it. */
const printCap = 300_000;
const closeCap = 5_000;

/** Of no site: nothing is asked for there but the page itself. */
const address = 'http://report.invalid/';

/** The browser fills in the title of the page and the numbers. */
const footer = `<div style="width: 100%; margin: 0 12mm; display: flex; justify-content: space-between; gap: 8mm; font: 7pt sans-serif; color: #555">
<span class="title" style="overflow: hidden; white-space: nowrap; text-overflow: ellipsis"></span>
<span style="white-space: nowrap">Page <span class="pageNumber"></span> of <span class="totalPages"></span></span>
</div>`;

/** The longest side of what is printed is A4; at this scale its width is that of a small screen, so that tables keep their columns. */
const scale = 0.7;

/**
 * Prints a self-contained page as a tagged PDF, A4, with its headings as bookmarks and numbers on its pages. It may ask nobody for anything.
 * Throws BROWSER_FAILED where the browser does not start, or does not print.
 */
export async function printPage(choice: BrowserChoice, html: string): Promise<Uint8Array> {
  const browser = await launch(choice, false);
  try {
    const result = await limited(printed(browser, html), printCap);
    if (result.ended && result.ok) return result.value;
    const why = result.ended ? firstLine(result.error) : `it took longer than ${seconds(printCap)}`;
    throw new KnownError(errors.browserFailed, `The browser at ${choice.executablePath} did not print the report: ${why}`, { hint: 'The other formats need no browser, as in `--format html`, which can be printed by hand.' });
  } finally {
    await within(browser.close(), closeCap);
  }
}

async function printed(browser: Browser, html: string): Promise<Uint8Array> {
  const context = await browser.newContext({ acceptDownloads: false, serviceWorkers: 'block', colorScheme: 'light', reducedMotion: 'reduce' });
  await context.route('**/*', (route) => (route.request().url() === address ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }) : route.abort()));
  const page = await context.newPage();
  page.setDefaultTimeout(printCap);
  await page.goto(address, { waitUntil: 'load', timeout: printCap });
  return page.pdf({
    format: 'A4',
    scale,
    margin: { top: '12mm', right: '12mm', bottom: '16mm', left: '12mm' },
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: footer,
    tagged: true,
    outline: true,
  });
}
