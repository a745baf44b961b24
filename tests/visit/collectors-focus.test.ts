import { describe, expect, test } from 'vitest';
import { tabWalk } from '../../src/visit/collectors/tab-walk.ts';
import { openBrowser, origin, watchMarkup, type Watched } from './collecting.ts';

openBrowser();

const open = <T>(markup: string, use: (watched: Watched) => Promise<T>, others: Readonly<Record<string, string>> = {}): Promise<T> => watchMarkup(markup, { collectors: [tabWalk], others }, use);

describe('a walk with the Tab key', () => {
  test.each([
    ['asks for another page', "location.href = '/gone'", 'page'],
    ['sends a form', "document.querySelector('form').submit()", 'form'],
    ['changes its address', "history.pushState({}, '', '/gone')", 'route'],
    ['shows a box', "alert('Now')", 'dialog'],
  ])('a page that %s on focus is told of, stays where it is and can be used', async (_, script, how) => {
    const gone: string[] = [];
    await open(`<form action="/gone" method="post"><input aria-label="A"></form><button onfocus="${script}">Go</button><button onclick="this.textContent = 'pressed'">B</button>`, async ({ page, collect }) => {
      page.on('response', (response) => gone.push(new URL(response.url()).pathname));
      const { changes, ended } = await collect(tabWalk);
      expect(changes).toMatchObject([{ how, name: 'Go', again: true }]);
      expect(ended).toBe(how === 'route' ? 'limit' : 'cycled');
      expect(new URL(page.url()).pathname).toBe('/');
      await page.click('text=B');
      expect(await page.locator('button').allTextContents()).toEqual(['Go', 'pressed']);
    }, { [`${origin}/gone`]: '<p>gone' });
    expect(gone).toEqual([]);
  });

  test('a way back in the history is refused too', async () => {
    await open('<p>first</p>', async ({ page, collect }) => {
      await page.goto(`${origin}/second`);
      expect((await collect(tabWalk)).changes).toMatchObject([{ how: 'page', url: `${origin}/`, name: 'Back', again: true }]);
      expect(page.url()).toBe(`${origin}/second`);
    }, { [`${origin}/second`]: '<button onfocus="history.back()">Back</button><button>B</button>' });
  });

  test('what leads on when it is pressed, a place in the page and an address that is written over lead nowhere', async () => {
    await open(`<a href="/gone">A</a><button onfocus="location.hash = 'there'">B</button><button onfocus="fetch('/gone')">C</button>`, async ({ collect }) => {
      expect(await collect(tabWalk)).toMatchObject({ changes: [], ended: 'cycled' });
    }, { [`${origin}/gone`]: '<p>gone' });
  });

  test('a page that leaves without a request is brought back', async () => {
    await open('<button onfocus="history.back()">Back</button><button>B</button>', async ({ page, collect }) => {
      expect(await page.evaluate('history.length')).toBe(2);
      await expect(collect(tabWalk)).rejects.toThrow('The page went elsewhere when the focus moved.');
      expect(page.url()).toBe(`${origin}/`);
    });
  });

  test.each([
    ['ended in a trap', `<textarea onkeydown="if (event.key === 'Tab') event.preventDefault()"></textarea>`],
    ['looked at the stops once more', '<button style="outline:none">Last</button>'],
  ])('where nothing had the focus, the Tab key begins at the top again after a walk that %s', async (_, end) => {
    await open(`<body><a id="top" href="/a" style="outline:none">A</a><a href="/b">B</a>${end}</body>`, async ({ page, collect }) => {
      await collect(tabWalk);
      expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.id')).toBe('top');
    });
  });
});
