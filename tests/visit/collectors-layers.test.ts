import { describe, expect, test } from 'vitest';
import { errorTexts } from '../../src/visit/collectors/error-texts.ts';
import { overlays } from '../../src/visit/collectors/overlays.ts';
import { permissions } from '../../src/visit/collectors/permissions.ts';
import { browser, openBrowser, origin, watch, type Watched } from './collecting.ts';

openBrowser();

async function open<T>(markup: string, use: (watched: Watched) => Promise<T>): Promise<T> {
  return await watch(browser, { collectors: [overlays, permissions, errorTexts], origin, page: { viewport: { width: 800, height: 600 } } }, async (watched) => {
    await watched.context.route(/\.test\//, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: `<!doctype html><html lang="en"><title>Shop</title>${markup}` }));
    await watched.page.goto(`${origin}/`);
    return await use(watched);
  });
}

describe('what there is to leave a layer by', () => {
  const page = '<main><h1>Shop</h1><p>There is text to read below and around what lies on top of it.</p><button>Buy</button></main>';
  const long = '<div style="height:3000px"></div>';
  const layer = (inside: string, attributes = ''): string => `<div id="layer" ${attributes} style="position:fixed;background:#fff;left:100px;top:10px;width:600px;height:300px">${inside}</div>`;
  const cookies = layer('We use cookies. <button>Accept</button>', 'role="dialog" aria-modal="true"');
  const native = (attributes = ''): string => `<dialog id="layer" ${attributes} aria-label="Privacy" style="width:500px;height:300px">Cookies <button>OK</button></dialog><script>document.querySelector('dialog').showModal()</script>`;

  test.each([
    ['a cross', `${page}${layer('We use cookies. <button>×</button><button>Accept</button>')}`, { closes: ['×'], browser: [], keepsFocus: false, scroll: 'short' }],
    ['a refusal', `${page}${long}${layer('Wir nutzen Cookies. <button>Alle ablehnen</button><button>Akzeptieren</button>')}`, { closes: ['Alle ablehnen'], browser: [], keepsFocus: false, scroll: 'free' }],
    ['nothing that says so', `${page}${cookies}`, { closes: [], browser: [], keepsFocus: false, scroll: 'short' }],
    ['a native dialog', `${page}${long}${native()}`, { closes: [], browser: ['escape'], keepsFocus: true, scroll: 'free' }],
    ['one that Escape does not close', `${page}${native('closedby="none"')}`, { closes: [], browser: [], keepsFocus: true, scroll: 'short' }],
    ['one that a press beside it closes', `${page}${native('closedby="any"')}`, { closes: [], browser: ['escape', 'outside'], keepsFocus: true, scroll: 'short' }],
    ['a popover', `${page}<div id="layer" popover aria-label="Privacy" style="width:500px;height:300px">Cookies <button>OK</button></div><script>document.querySelector('#layer').showPopover()</script>`, { closes: [], browser: ['escape', 'outside'], keepsFocus: false, scroll: 'short' }],
    ['an inert page', `${page.replace('<main>', '<main inert>')}${cookies}`, { closes: [], browser: [], keepsFocus: true, scroll: 'short' }],
    ['a page that cannot be scrolled', `<style>body{overflow:hidden}</style>${page}${long}${cookies}`, { closes: [], browser: [], keepsFocus: false, scroll: 'locked' }],
    ['a body that is scrolled in a window that is not', `<style>html{overflow:auto}body{overflow:hidden}</style>${page}${long}${cookies}`, { closes: [], browser: [], keepsFocus: false, scroll: 'free' }],
    ['a page that is pinned', `<style>body{position:fixed}</style>${page}${long}${cookies}`, { closes: [], browser: [], keepsFocus: false, scroll: 'locked' }],
  ])('%s', async (_name, markup, exits) => {
    await open(markup, async ({ collect }) => {
      expect((await collect(overlays))[0]?.exits).toEqual(exits);
    });
  });
});

describe('permissions', () => {
  test('what is asked for while loading, and what after a press', async () => {
    await open('<button onclick="Notification.requestPermission()">Ask</button><script>navigator.geolocation.getCurrentPosition(() => {}, () => {});</script>', async ({ page, step, collect }) => {
      await step(0, {}, () => page.getByRole('button').click());
      expect(await collect(permissions)).toEqual([{ kind: 'geolocation', activated: false, step: null }, { kind: 'notifications', activated: true, step: 0 }]);
      expect(await collect(permissions)).toEqual([]);
    });
  });

  test('the page goes on as if nobody had listened', async () => {
    const script = `
      const ask = Notification.requestPermission;
      const thrown = (() => { try { Geolocation.prototype.getCurrentPosition.call({}, () => {}); } catch (error) { return error.name; } })();
      window.said = [ask.name, ask.length, String(ask).includes('[native code]'), Object.getOwnPropertyDescriptor(Notification, 'requestPermission').enumerable, ask.call(Notification) instanceof Promise, thrown, Object.keys(window).filter((key) => key.includes('mysteryShopper'))];`;
    await open(`<script>${script}</script>`, async ({ page }) => {
      expect(await page.evaluate('said')).toEqual(['requestPermission', 0, true, true, true, 'TypeError', []]);
    });
  });

  test('a page that asks for ever is heard so often and no more', async () => {
    await open('<script>for (let count = 0; count < 500; count += 1) Notification.requestPermission();</script>', async ({ collect, partial }) => {
      expect(await collect(permissions)).toHaveLength(50);
      expect(partial(permissions)).toContain('not all');
    });
  });

  test('that something was not heard is told as long as its document is there, and of the next one no more', async () => {
    await open('<script>if (location.hash === "") for (let count = 0; count < 500; count += 1) Notification.requestPermission();</script>', async ({ page, collect, partial }) => {
      await collect(permissions);
      await page.evaluate('Notification.requestPermission()');
      expect(await collect(permissions)).toEqual([]);
      expect(partial(permissions)).toContain('not all');
      await page.goto('about:blank');
      await page.goto(`${origin}/#quiet`);
      await page.evaluate('Notification.requestPermission()');
      await collect(permissions);
      await page.evaluate('Notification.requestPermission()');
      expect(await collect(permissions)).toHaveLength(1);
      expect(partial(permissions)).toBeUndefined();
    });
  });
});

describe('texts that say that something is wrong', () => {
  const press = (page: Watched['page']) => page.evaluate('act()');

  test('come up with a step, or were there before', async () => {
    const markup = `<p role="alert">The old error.</p><p role="alert" id="said"></p><p role="alert" id="good"></p><input aria-label="Town" aria-describedby="hint wrong"><p id="hint">A valid town.</p><p id="wrong"></p>
      <script>function act() { said.textContent = 'Das hat nicht geklappt: Fehler 17.'; good.textContent = 'Saved.'; wrong.textContent = 'Please enter a town.'; document.querySelector('input').setAttribute('aria-invalid', 'true'); }</script>`;
    await open(markup, async ({ page, step, collect, partial }) => {
      await step(0, { action: 'click' }, async () => undefined);
      expect(await collect(errorTexts)).toEqual([]);
      await step(1, { action: 'click' }, () => press(page));
      expect(await collect(errorTexts)).toMatchObject([{ step: 1, text: 'Das hat nicht geklappt: Fehler 17.', selector: '#said', by: 'alert' }, { step: 1, text: 'Please enter a town.', selector: '#wrong', by: 'field' }]);
      expect(partial(errorTexts)).toBeUndefined();
    });
  });

  test('come up late: they are of the last step that gave the page something, whatever was waited for since', async () => {
    const markup = `<p role="alert" id="said"></p><p role="alert" id="more"></p><script>function act(what, text) { document.getElementById(what).textContent = text; }</script>`;
    await open(markup, async ({ page, step, collect }) => {
      await step(0, { action: 'fill' }, async () => undefined);
      await page.evaluate(`act('said', 'That is an error.')`);
      await step(1, { action: 'waitFor' }, async () => undefined);
      await step(2, { action: 'click' }, async () => undefined);
      await page.evaluate(`act('more', 'Another error.')`);
      expect((await collect(errorTexts)).map(({ step: of, text }) => [of, text])).toEqual([[0, 'That is an error.'], [2, 'Another error.']]);
      await page.evaluate(`act('more', 'A third error.')`);
      expect(await collect(errorTexts)).toEqual([]);
    });
  });

  test('of another document are of no step before it', async () => {
    await open('<h1>Shop</h1>', async ({ page, context, step, collect }) => {
      await step(0, { action: 'click' }, async () => undefined);
      await context.route('**/broken', (route) => route.fulfill({ contentType: 'text/html', body: '<p role="alert">An error.</p>' }));
      await page.goto(`${origin}/broken`);
      expect(await collect(errorTexts)).toEqual([]);
    });
  });

  test('are found in a web component', async () => {
    const inside = '<p role="alert"></p><input aria-label="Town" aria-describedby="wrong"><p id="wrong"></p>';
    const markup = `<x-form></x-form><script>const root = document.querySelector('x-form').attachShadow({ mode: 'open' }); root.innerHTML = ${JSON.stringify(inside)};
      function act() { root.querySelector('p').textContent = 'Error 17.'; root.querySelector('#wrong').textContent = 'Please enter a town.'; root.querySelector('input').setAttribute('aria-invalid', 'true'); }</script>`;
    await open(markup, async ({ page, step, collect }) => {
      await step(0, { action: 'click' }, () => press(page));
      expect((await collect(errorTexts)).map(({ text, by }) => [text, by])).toEqual([['Error 17.', 'alert'], ['Please enter a town.', 'field']]);
    });
  });

  test('are not all known on an endless page', async () => {
    await open(`<script>function act() { for (let count = 0; count < 1000; count += 1) document.body.insertAdjacentHTML('beforeend', '<p role="alert">Error ' + count + '</p>'); }</script>`, async ({ page, step, collect, partial }) => {
      await step(0, { action: 'click' }, () => press(page));
      expect(await collect(errorTexts)).toHaveLength(50);
      expect(partial(errorTexts)).toBeDefined();
      expect(await collect(errorTexts)).toEqual([]);
      expect(partial(errorTexts)).toBeUndefined();
    });
  });
});
