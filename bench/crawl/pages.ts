import { fileURLToPath } from 'node:url';
import { html } from '../../fixtures/serving/exchange.ts';
import { fileReply } from '../../fixtures/serving/files.ts';
import { listen } from '../../fixtures/serving/listener.ts';
import { page } from '../../fixtures/sites/fernhill/pages/layout.ts';
import { seeded } from '../seeded.ts';

/** Violations of axe by rule. */
export type Faults = Readonly<Record<string, number>>;

/** Pages of one shop, with what is wrong in them. */
export interface CrawlPages {
  origin: string;
  paths: readonly string[];
  /** Of the page at that path: what was planted there; nothing else is wrong with it by any rule of axe. */
  planted(path: string): Faults;
  close(): Promise<void>;
}

const assets = fileURLToPath(new URL('../../fixtures/sites/fernhill/public', import.meta.url));
const pictures = ['beck-3', 'bivvy-stove', 'brae-2', 'camp-oven', 'combe-6', 'dale-5', 'day-18', 'dipper-0', 'ember-gas', 'fell-1', 'gill-2', 'heath-4', 'holm-4'];

/** Pictures on a page: the median of home pages on a desktop (HTTP Archive, Web Almanac 2025, page weight: 28 on mobile at the middle of image requests). */
const cards = 28;

/** ms until a page is made, as in the bench of visits: a quick server. */
const serverTime = 100;

/** By what goes wrong in it: an element that axe reports by exactly that rule. */
const faulty: Readonly<Record<string, (picture: string) => string>> = {
  'image-alt': (picture) => `<p><img src="/img/${picture}-400.webp" width="400" height="300"></p>`,
  label: () => '<p><input type="text" autocomplete="off"></p>',
  'button-name': () => '<p><button type="button"><svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20"><path d="M2 2h16v16H2z"/></svg></button></p>',
  'link-name': () => '<p><a href="/tents"><svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20"><path d="M2 2h16v16H2z"/></svg></a></p>',
  'color-contrast': () => '<p class="faint">Only while stocks last.</p>',
};

const words = ['light', 'dry', 'warm', 'sturdy', 'small', 'roomy', 'quick', 'quiet', 'tough', 'simple', 'packed', 'pitched', 'mended', 'lent', 'shared', 'carried'];

/** So many pages of some 600 elements each, with style, script and pictures of the built-in shop. The same for the same number. */
export async function openCrawlPages(count: number): Promise<CrawlPages> {
  const made = new Map<string, ReturnType<typeof pageOf>>(Array.from({ length: count }, (_, at) => [`/range/${String(at + 1).padStart(3, '0')}`, pageOf(at)]));
  const answer = async ({ path }: { path: string }) => {
    const known = made.get(path);
    return known === undefined ? await fileReply(assets, path) : html(known.content, { delay: serverTime });
  };
  const { listener, close } = await listen('localhost', 0, () => ({ answer }));
  return {
    origin: listener.origin,
    paths: [...made.keys()],
    planted(path) {
      const known = made.get(path);
      if (known === undefined) throw new RangeError(`there is no page ${path}`);
      return known.faults;
    },
    close,
  };
}

export function pageOf(at: number): { content: string; faults: Faults } {
  const random = seeded(at + 1);
  const below = (end: number): number => Math.floor(random() * end);
  const text = (length: number): string => Array.from({ length }, () => words[below(words.length)]).join(' ');
  const picture = (): string => pictures[below(pictures.length)] ?? '';
  const faults = Object.fromEntries(Object.keys(faulty).map((rule) => [rule, 1 + below(4)]));
  const planted = Object.entries(faults).flatMap(([rule, times]) => Array.from({ length: times }, () => faulty[rule]?.(picture()) ?? ''));
  const card = (number: number): string => {
    const name = `${text(2)} ${at + 1}-${number}`;
    return `<li><article><h2><a href="/range/${String(1 + below(50)).padStart(3, '0')}">${name}</a></h2><img src="/img/${picture()}-400.webp" width="400" height="300" alt="${name}"${number > 4 ? ' loading="lazy"' : ''}><p>${text(18)}</p><dl><dt>Weight</dt><dd>${1 + below(4)} kg</dd><dt>Sleeps</dt><dd>${1 + below(6)}</dd></dl><p><strong>£${80 + below(400)}</strong> <span>in stock</span></p></article></li>`;
  };
  const row = (number: number): string => `<tr><th scope="row">${text(2)} ${number}</th><td>${1 + below(90)}</td><td>${text(3)}</td></tr>`;
  const main = `<h1>Range ${at + 1}</h1><p>${text(40)}</p>${planted.join('')}<ul>${Array.from({ length: cards }, (_, number) => card(number)).join('')}</ul><section><h2>In numbers</h2><table><thead><tr><th scope="col">What</th><th scope="col">How much</th><th scope="col">Why</th></tr></thead><tbody>${Array.from({ length: 25 }, (_, number) => row(number)).join('')}</tbody></table></section>`;
  const whole = page({ title: `Range ${at + 1}`, description: text(12), main, pieces: 0, nonce: 'bench' });
  // The style of the shop has no colour that is too pale.
  return { content: whole.replace('</head>', '<style>.faint{color:#b4b4b4;background:#fff}</style></head>'), faults };
}
