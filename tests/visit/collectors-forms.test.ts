import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { axe } from '../../src/visit/collectors/axe.ts';
import { census } from '../../src/visit/collectors/census.ts';
import { forms } from '../../src/visit/collectors/forms.ts';
import { paste } from '../../src/visit/collectors/paste.ts';
import { browser, openBrowser, watch, type Watched } from './collecting.ts';

openBrowser();

const origin = 'https://forms.test';

/** The pages of a site by path; whatever else is asked for is answered with nothing, and noted. */
async function serve(page: Page, pages: Readonly<Record<string, string>>): Promise<string[]> {
  const asked: string[] = [];
  await page.context().route('**/*', (route) => {
    const url = new URL(route.request().url());
    asked.push(`${route.request().method()} ${url.href}`);
    const body = url.origin === origin ? pages[url.pathname] : undefined;
    return route.fulfill({ contentType: 'text/html', body: body === undefined ? '' : `<!doctype html><html lang="en"><title>Form</title><body>${body}` });
  });
  await page.goto(`${origin}/`);
  return asked;
}

/** Types into a field as a visit does, as step `index`. */
async function fill({ page, step }: Watched, index: number, selector: string, name: string, text: string, data = 'phone'): Promise<void> {
  const target = { role: 'textbox', name, tag: 'input', selector, box: null };
  await step(index, { action: 'fill', target, typed: { data: [data], whole: true, intoEmpty: true } }, async () => {
    await page.locator(selector.replaceAll(' >>> ', ' ')).click();
    await page.keyboard.type(text);
  });
}

const onForms = <T>(pages: Readonly<Record<string, string>>, use: (watched: Watched) => Promise<T>, secrets: readonly string[] = []): Promise<T> =>
  watch(browser, { collectors: [forms], origin, secrets }, async (watched) => {
    await serve(watched.page, pages);
    return use(watched);
  });

const refusing = `const check = (field) => field.addEventListener('blur', () => { if (/\\D/.test(field.value)) { const said = document.createElement('p'); said.textContent = 'This is not a valid number'; field.after(said); } });`;

describe('what fields say of what was typed', () => {
  test('a message that comes up when the field is left belongs to that field, and to no other', async () => {
    const body = `<form><div><label>Phone <input id="phone" name="phone"></label></div><div><label>Town <input id="town" name="town"></label></div></form><script>${refusing} check(document.getElementById('phone'))</script>`;
    const { entries } = await onForms({ '/': body }, async (watched) => {
      await fill(watched, 0, '#phone', 'Phone', '+44 1');
      await fill(watched, 1, '#town', 'Town', 'Ely', 'city');
      return await watched.collect(forms);
    });
    expect(entries.map(({ selector, last, kept, errors }) => [selector, last, kept, errors.map(({ when, error }) => [when, error.message?.text, error.message?.tie])])).toEqual([
      ['#phone', 'wrong', 3, [['left', 'This is not a valid number', 'label']]],
      ['#town', 'unknown', 3, []],
    ]);
  });

  test('a message that comes late is of what the customer did last', async () => {
    const body = `<form onsubmit="return false"><div><label>Phone <input id="phone" name="phone"></label></div><button>Send</button></form><script>function refuse() { const said = document.createElement('p'); said.textContent = 'This is not a valid number'; phone.after(said); }</script>`;
    const { entries } = await onForms({ '/': body }, async (watched) => {
      await fill(watched, 0, '#phone', 'Phone', '+44 1');
      await watched.step(1, { action: 'click' }, () => watched.page.click('button'));
      await watched.page.evaluate('refuse()');
      return await watched.collect(forms);
    });
    expect(entries.flatMap(({ errors }) => errors.map(({ when, step }) => [when, step]))).toEqual([['sent', 1]]);
  });

  test('a page that did not answer when a field had been filled in is not one without errors', async () => {
    const told = await onForms({ '/': '<label>Phone <input id="phone"></label>' }, async (watched) => {
      const { page, step, collect, partial } = watched;
      const target = { role: 'textbox', name: 'Phone', tag: 'input', selector: '#phone', box: null };
      await step(0, { action: 'fill', target, typed: { data: ['phone'], whole: true, intoEmpty: true } }, async () => {
        await page.fill('#phone', '1');
        // Longer than the page is waited for.
        await page.evaluate(() => void setTimeout(() => { const end = performance.now() + 4_000; while (performance.now() < end); }));
      });
      const { entries } = await collect(forms);
      const first = partial(forms);
      await collect(forms, 'next');
      return [entries, first, partial(forms)];
    });
    expect(told).toEqual([[], 'the page did not say what stood in its fields around step 1', undefined]);
  });

  test('that a page has too many elements to be looked through for tests of being human is told', async () => {
    const many = '<script>document.write("<i></i>".repeat(50_001))</script>';
    const told = async (body: string) => await onForms({ '/': `${body}<input type="hidden" name="g-recaptcha-response">` }, async ({ collect, partial }) => [(await collect(forms)).captchas.length, partial(forms)]);
    expect([await told(''), await told(many)]).toEqual([[1, undefined], [0, 'the page has more elements than are looked at']]);
  });

  test('that entries were left out is told where it was so, and not at the touchpoint after', async () => {
    const fields = 201;
    const body = Array.from({ length: fields }, (_, index) => `<input id="f${index}" aria-label="Field ${index}" value="1">`).join('');
    const told = await onForms({ '/': body }, async ({ step, collect, partial }) => {
      for (let index = 0; index < fields; index += 1) {
        const target = { role: 'textbox', name: `Field ${index}`, tag: 'input', selector: `#f${index}`, box: null };
        await step(index, { action: 'fill', target, typed: { data: ['phone'], whole: true, intoEmpty: true } }, async () => undefined);
      }
      await collect(forms);
      const there = partial(forms);
      await collect(forms);
      return [there, partial(forms)];
    });
    expect(told).toEqual(['there were more than 200 entries', undefined]);
  });

  test('a field in a shadow root is watched', async () => {
    const body = `<x-form></x-form><script>${refusing} const root = document.querySelector('x-form').attachShadow({ mode: 'open' }); root.innerHTML = '<p><label>Phone <input id="phone"></label></p><button>Next</button>'; check(root.getElementById('phone'))</script>`;
    const { entries } = await onForms({ '/': body }, async (watched) => {
      await fill(watched, 0, 'x-form >>> #phone', 'Phone', '+44 1');
      await watched.step(1, {}, () => watched.page.getByRole('button').click());
      return await watched.collect(forms);
    });
    expect(entries).toMatchObject([{ last: 'wrong', errors: [{ when: 'sent', error: { message: { text: 'This is not a valid number' } } }] }]);
  });

  test('a summary, a hint on focus and a hint that was there before are no refusal', async () => {
    const body = `<form><p id="top"></p><p><label>Phone <input id="phone"></label> <span id="hint"></span></p><p><label>Town <input id="town" aria-describedby="note"></label> <span id="note">Do not enter an invalid town.</span></p></form>
      <script>const phone = document.getElementById('phone'); phone.addEventListener('focus', () => { document.getElementById('hint').textContent = 'Please enter your number with the area code'; });
      phone.addEventListener('blur', () => { document.getElementById('top').textContent = 'There is an error on this page'; });</script>`;
    const { entries } = await onForms({ '/': body }, async (watched) => {
      await fill(watched, 0, '#phone', 'Phone', '+44 1');
      await fill(watched, 1, '#town', 'Town', 'Ely', 'city');
      return await watched.collect(forms);
    });
    expect(entries.map(({ errors, last }) => [errors.length, last])).toEqual([[0, 'fine'], [0, 'unknown']]);
  });

  test('what a form says after it was sent and drawn anew counts at the touchpoint where it comes up', async () => {
    const field = (invalid: string): string => `<form action="/again"><p><label>Phone <input id="phone" name="phone" value="" ${invalid}></label></p><p><label>Town <input name="town"></label></p><button>Send</button></form>`;
    const found = await onForms({ '/': field(''), '/again': `${field('aria-invalid="true"').replace('value=""', 'value="+44 1"')}` }, async (watched) => {
      await fill(watched, 0, '#phone', 'Phone', '+44 1');
      const before = await watched.collect(forms, 'details');
      await watched.step(0, {}, async () => {
        await watched.page.getByRole('button').click();
        await watched.page.waitForURL('**/again*');
      });
      return { before, after: await watched.collect(forms, 'payment') };
    });
    expect(found.before.entries).toMatchObject([{ step: 0, last: 'unknown', errors: [] }]);
    expect(found.after.entries).toMatchObject([{ step: null, data: ['phone'], last: 'wrong', errors: [{ when: 'sent', error: { ariaInvalid: true } }] }]);
    expect(found.after.errors).toMatchObject([{ selector: '#phone', ariaInvalid: true, words: false, message: null }]);
  });

  test('a number field that cannot hold what was typed is refused by the browser', async () => {
    const { entries } = await onForms({ '/': '<form><p><label>Phone <input type="number" id="phone"></label></p><button type="button">Next</button></form>' }, async (watched) => {
      await fill(watched, 0, '#phone', 'Phone', '44-1');
      await watched.step(1, {}, () => watched.page.getByRole('button').click());
      return await watched.collect(forms);
    });
    expect(entries).toMatchObject([{ kept: 0, last: 'wrong', errors: [{ error: { userInvalid: true } }] }]);
  });

  test('a page that has redefined everything changes nothing, and secrets do not get into what is kept', async () => {
    const hostile = `<script>Element.prototype.getAttribute = () => { throw new Error('no') }; Object.defineProperty(HTMLInputElement.prototype, 'value', { get() { throw new Error('no') } }); document.querySelectorAll = () => { throw new Error('no') };</script>`;
    const { entries } = await onForms({ '/': `<form><p><label>Phone <input id="phone"></label> <em id="said"></em></p><button type="button">Next</button></form>${hostile}<script>document.getElementById('phone').onblur = () => { document.getElementById('said').textContent = 'hunter22hunter is invalid' };</script>` }, async (watched) => {
      await fill(watched, 0, '#phone', 'Phone', '+44 1');
      await watched.step(1, {}, () => watched.page.getByRole('button').click());
      return await watched.collect(forms);
    }, ['hunter22hunter']);
    expect(entries).toMatchObject([{ last: 'wrong', errors: [{ error: { message: { text: expect.stringMatching(/^(?!.*hunter).* is invalid$/) } } }] }]);
  });

  test('of a page with thousands of wrong fields as many are told as there is room for', async () => {
    const body = '<form>' + '<p><input aria-invalid="true"></p>'.repeat(5_000) + '</form>';
    expect((await onForms({ '/': body }, ({ collect }) => collect(forms))).errors).toHaveLength(50);
  });
});

test('axe and the census say the same of a field whose label is not rendered, and of one that only axe takes for visible', async () => {
  const body = `<main><h1>Form</h1><p><label for="a" style="display:none">Town</label><input id="a"></p><p><input id="b" style="position:absolute;left:10px;padding:0;border:0;width:1px;height:1px"></p><x-form></x-form></main>
    <script>document.querySelector('x-form').attachShadow({ mode: 'open' }).innerHTML = '<input id="c">'</script>`;
  await watch(browser, { collectors: [axe, census], origin }, async ({ page, collect }) => {
    await serve(page, { '/': body });
    const nodes = (await collect(axe)).violations.find(({ id }) => id === 'label')?.nodes;
    expect(nodes?.map(({ field }) => field)).toEqual([{ labelledBy: 'nothing', visible: true, type: 'text' }, { labelledBy: 'nothing', visible: false, type: 'text' }, { labelledBy: 'nothing', visible: true, type: 'text' }]);
    expect((await collect(census)).fields.map(({ labelledBy, visible }) => [labelledBy, visible])).toEqual(nodes?.map(({ field }) => [field?.labelledBy, field?.visible]));
  });
});

describe('tests for being human', () => {
  test.each([
    ['reCAPTCHA', '<iframe title="x" width="304" height="78" src="https://www.google.com/recaptcha/api2/anchor?size=normal"></iframe>', 'reCAPTCHA', true],
    ['reCAPTCHA that works unseen', '<div class="grecaptcha-badge"><iframe width="256" height="60" src="https://www.google.com/recaptcha/api2/anchor?size=invisible"></iframe></div>', 'reCAPTCHA', false],
    ['the pictures that come up later count more than the badge', '<iframe width="256" height="60" src="https://www.recaptcha.net/recaptcha/api2/anchor?size=invisible"></iframe><iframe width="400" height="580" src="https://www.recaptcha.net/recaptcha/api2/bframe"></iframe>', 'reCAPTCHA', true],
    ['hCaptcha', '<iframe width="303" height="78" src="https://newassets.hcaptcha.com/captcha/v1/x/static/hcaptcha.html"></iframe>', 'hCaptcha', true],
    ['Arkose Labs', '<iframe width="300" height="300" src="https://client-api.arkoselabs.com/fc/gc/"></iframe>', 'Arkose Labs', true],
    ['Turnstile in a closed shadow root', '<div id="box" style="width:300px;height:65px"><input type="hidden" name="cf-turnstile-response"></div><script>document.getElementById("box").attachShadow({ mode: "closed" }).innerHTML = "<iframe></iframe><slot></slot>"</script>', 'Turnstile', true],
    ['Turnstile that works unseen', '<div><input type="hidden" name="cf-turnstile-response"></div>', 'Turnstile', false],
  ])('%s', async (_name, body, provider, shown) => {
    expect((await onForms({ '/': body }, ({ collect }) => collect(forms))).captchas).toMatchObject([{ provider, shown }]);
  });

  test.each([
    ['a frame of another of their services', '<iframe width="300" height="300" title="Map" src="https://www.google.com/maps/embed"></iframe>'],
    ['a host that only looks like theirs', '<iframe width="300" height="300" src="https://hcaptcha.com.evil.test/"></iframe>'],
    ['a picture beside a coupon', '<form><img width="100" height="50" alt="" src="data:,"><label>Coupon <input></label></form>'],
  ])('not %s', async (_name, body) => {
    expect((await onForms({ '/': body }, ({ collect }) => collect(forms))).captchas).toEqual([]);
  });
});

describe('pasting', () => {
  const probing = <T>(body: string, use: (watched: Watched, asked: string[]) => Promise<T>): Promise<T> =>
    watch(browser, { collectors: [paste], origin }, async (watched) => use(watched, await serve(watched.page, { '/': body })));
  const outcomes = (body: string) => probing(body, async ({ collect }) => (await collect(paste)).probes.map(({ label, asks, outcome }) => [label, asks, outcome]));

  test.each([
    ['nothing in the way', '<label>A <input></label>', [['A', 'other', 'taken']]],
    ['an attribute', '<label>A <input type="password" onpaste="return false"></label>', [['A', 'password', 'blocked']]],
    ['a listener far above', '<label>A <input></label><script>document.addEventListener("paste", (event) => event.preventDefault(), true)</script>', [['A', 'other', 'blocked']]],
    ['in a shadow root', '<x-a></x-a><script>const root = document.querySelector("x-a").attachShadow({ mode: "open" }); root.innerHTML = "<label>A <input type=password></label>"; root.querySelector("input").onpaste = () => false</script>', [['A', 'password', 'blocked']]],
    ['a code that takes only the whole of it', '<label>A <input autocomplete="one-time-code" id="a"></label><script>document.getElementById("a").onpaste = (event) => { event.preventDefault(); const text = event.clipboardData.getData("text"); if (/^\\d{6}$/.test(text)) event.target.value = text; }</script>', [['A', 'code', 'unclear']]],
    ['boxes of a code that share it out', '<form>' + '<input aria-label="Digit" maxlength="1">'.repeat(2) + '</form><script>addEventListener("paste", (event) => { event.preventDefault(); [...event.clipboardData.getData("text")].forEach((one, at) => { document.forms[0][at].value = one; }); })</script>', [['Digit', 'code', 'taken'], ['Digit', 'code', 'taken']]],
    ['a text area', '<label>A <textarea onpaste="return false"></textarea></label>', [['A', 'other', 'blocked']]],
    ['read-only, disabled and hidden fields', '<input readonly onpaste="return false"><input disabled><input hidden>', []],
    ['a full field', '<label>A <input maxlength="2" value="12" onpaste="return false"></label>', []],
    ['the code of a voucher is no code to log in', '<label>Voucher code <input onpaste="return false"></label>', [['Voucher code', 'other', 'blocked']]],
  ])('%s', async (_name, body, expected) => {
    expect(await outcomes(body)).toEqual(expected);
  });

  test('puts back what a page inserts by itself, tells the page so, and sends nothing', async () => {
    const body = `<form action="/sent"><label>A <input id="a" value="old"></label><label>B <input id="b" value="other"></label></form>
      <script>let kept = 'old'; const a = document.getElementById('a');
      a.addEventListener('paste', (event) => { event.preventDefault(); setTimeout(() => { a.value = kept = event.clipboardData.getData('text') || 'x'; document.getElementById('b').value = 'changed'; }, 20); });
      a.addEventListener('input', () => { kept = a.value; }); globalThis.state = () => [a.value, kept, document.getElementById('b').value, document.activeElement.localName];</script>`;
    const [state, asked] = await probing(body, async ({ collect, page }, requests) => {
      await collect(paste);
      return [await page.evaluate('state()'), requests];
    });
    expect(state).toEqual(['old', 'old', 'other', 'body']);
    expect(asked).toEqual([`GET ${origin}/`]);
  });

  test('of very many fields some are tried, and the rest is told', async () => {
    const [found, gap] = await probing('<input>'.repeat(200), async ({ collect, partial }) => [await collect(paste), partial(paste)]);
    expect(found.probes).toHaveLength(30);
    expect(gap).toBe('only 30 of 200 fields were tried');
  });
});
