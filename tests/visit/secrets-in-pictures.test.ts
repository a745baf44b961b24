import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { recordings } from '../../src/visit/collectors/recordings.ts';
import { screenshot } from '../../src/visit/collectors/screenshot.ts';
import { browser, openBrowser } from './collecting.ts';
import { lane, openPagesAndLane, pages, visitKeeping } from './replay-setup.ts';

const secret = 'correct horse 7';
const at = (top: number, more = ''): string => `style="position:absolute;left:40px;top:${top}px;width:300px;height:40px;margin:0;border:0;background:yellow;${more}"`;
const form = `<label>Password <input id="password" ${at(40)}></label><button ${at(600)} onclick="document.querySelectorAll('.echo').forEach((place) => place.textContent = 'It is CORRECT horse 7.')">Show</button>
<p class="echo" ${at(120)}></p><p ${at(200)}>Nothing to hide</p><p ${at(280)}><b class="echo"></b></p>`;

openPagesAndLane(
  {
    '/form': form,
    '/reformats': `${form}<script>password.onchange = () => { password.value = '····'; }</script>`,
    '/shows': `<p ${at(40)}>Signed in with ${secret}</p><p ${at(120)}>Plain</p><div id="host" ${at(200)}></div><iframe srcdoc="<body style='margin:0;height:40px;background:yellow'>${secret}" ${at(280)}></iframe>
<p ${at(360)}>correct <i>horse</i> 7</p><script>host.attachShadow({ mode: 'open' }).innerHTML = '<p style="margin:0;height:40px">${secret}</p>'</script>`,
  },
  [screenshot, recordings],
);
openBrowser();

/** Makes an inspection; gives the colour at the middle of the rows of the page's last picture, and how many pictures each trace holds. */
async function look(steps: unknown[], secrets: Record<string, string> = { PASSWORD: secret }) {
  const { visit, kept } = await visitKeeping(lane, { origin: pages.origin, steps, pass: 'inspection', secrets, stepTimeout: 2_000 });
  const [only] = visit.touchpoints;
  const image = kept.get(only?.collected.screenshot?.path ?? '') ?? new Uint8Array();
  const traces = (only?.collected.recordings ?? []).map(({ trace }) => JSON.parse(gunzipSync(kept.get(trace.path) ?? new Uint8Array()).toString()) as { traceEvents: { name: string; cat: string; args?: { snapshot?: string } }[] });
  return { status: only?.status, partly: only?.partlyCollected, marks: only?.collected.recordings?.map(({ pictures }) => pictures), rows: await rowsOf(image), pictures: traces.map(({ traceEvents }) => traceEvents.filter(({ cat }) => cat.includes('devtools.screenshot')).length) };
}

/** What is in the middle of the rows at 40, 120, ... px. */
async function rowsOf(image: Uint8Array): Promise<string[]> {
  const page = await browser.newPage();
  try {
    return await page.evaluate(async (data) => {
      const picture = await createImageBitmap(await (await fetch(data)).blob());
      const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      context?.drawImage(picture, 0, 0);
      return [0, 1, 2, 3, 4].map((row) => {
        // The right end of the row, where no text is.
        const [red = 0, , blue = 0] = context?.getImageData(330, 60 + row * 80, 1, 1).data ?? [];
        return red > 230 && blue < 40 ? 'yellow' : red > 230 ? 'white' : Math.abs(red - blue) < 8 && Math.abs(red - 128) < 8 ? 'covered' : `${red}/${blue}`;
      });
    }, `data:image/webp;base64,${Buffer.from(image).toString('base64')}`);
  } finally {
    await page.close();
  }
}

const fill = { fill: { field: { css: '#password' }, with: { secret: 'PASSWORD' } } };

describe('pictures', () => {
  test('a field that a secret was typed into is covered, also where the page has rewritten it', async () => {
    expect((await look([{ visit: '/form' }, fill])).rows).toEqual(['covered', 'yellow', 'yellow', 'yellow', 'white']);
    expect((await look([{ visit: '/reformats' }, fill, { press: 'Tab' }])).rows).toEqual(['covered', 'yellow', 'yellow', 'yellow', 'white']);
  });

  test('what shows it elsewhere is covered too, however it is written', async () => {
    expect((await look([{ visit: '/form' }, fill, { click: 'Show' }])).rows.slice(0, 3)).toEqual(['covered', 'covered', 'yellow']);
    expect((await look([{ visit: '/shows' }])).rows).toEqual(['covered', 'yellow', 'covered', 'covered', 'covered']);
  });

  test('also where a step fails', async () => {
    const { status, rows } = await look([{ visit: '/form' }, fill, { click: 'There is no such button' }]);
    expect([status, rows[0]]).toEqual(['failed', 'covered']);
  });

  test('nothing is covered without a secret', async () => {
    expect((await look([{ visit: '/shows' }], {})).rows).toEqual(['yellow', 'yellow', 'yellow', 'yellow', 'yellow']);
    expect((await look([{ visit: '/shows' }], { PIN: '7' })).rows[1]).toBe('yellow');
  });
});

test('recordings of steps that show a secret hold no pictures, and say so; others hold theirs', async () => {
  const { pictures, partly, marks } = await look([{ visit: '/form' }, fill, { click: 'Show' }]);
  expect(marks).toEqual([undefined, false]);
  expect(pictures).toEqual([expect.any(Number), 0]);
  expect(pictures[0]).toBeGreaterThan(0);
  expect(partly).toEqual([{ collector: 'recordings', reason: 'the pictures of one recording were left out, since a secret of the plan was to be seen' }]);
  const shown = await look([{ visit: '/shows' }]);
  expect(shown.pictures).toEqual([0]);
  const open = await look([{ visit: '/shows' }], {});
  expect(open.pictures[0]).toBeGreaterThan(0);
  expect(open.partly).toBeUndefined();
});
