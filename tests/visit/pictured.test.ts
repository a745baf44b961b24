import { expect, test } from 'vitest';
import { census } from '../../src/visit/collectors/census.ts';
import { pictured } from '../../src/visit/collectors/pictured.ts';
import { screenshot } from '../../src/visit/collectors/screenshot.ts';
import { browser, openBrowser } from './collecting.ts';
import { lane, openPagesAndLane, pages, persona, visitKeeping } from './replay-setup.ts';

const at = (x: number, y: number, more = ''): string => `style="position:absolute;left:${x}px;top:${y}px;width:120px;height:40px;margin:0;padding:0;border:0;background:#0000ff;${more}"`;

const page = `<a href="#" id="shown" ${at(300, 200)}>Shown</a>
<a href="#" id="below" ${at(300, 3000)}>Below</a>
<a href="#" id="covered" ${at(500, 200)}>Covered</a><div style="position:absolute;left:450px;top:150px;width:300px;height:140px;background:white">A layer</div>
<a href="#" id="clear" ${at(300, 300)}>Under a link that spans its card</a><a href="#" style="position:absolute;left:250px;top:280px;width:300px;height:90px" aria-label="Card"></a>
<div style="position:absolute;left:20px;top:400px;width:100px;height:30px;overflow:hidden"><div style="position:relative;height:200px"><a href="#" id="cut" ${at(40, 0)}>Cut</a><a href="#" id="hidden" ${at(0, 100)}>Scrolled away</a></div></div>
<a href="#" id="moving" ${at(20, 500, 'animation:move 1s linear infinite')}>Moving</a><style>@keyframes move { to { transform: translateX(200px) } }</style>
<a href="#" id="same" ${at(20, 20)}>Same</a>
<div id="host" style="position:absolute;left:20px;top:600px"></div><script>host.attachShadow({ mode: 'open' }).innerHTML = '<a href="#" id="inner" style="display:block;width:120px;height:40px;background:#0000ff"></a>'</script>`;

openPagesAndLane({ '/before': '<a id="same" href="/page">Go on</a>', '/page': page, '/wide': `${page}<div style="width:1600px;height:10px"></div>` }, [screenshot, census, pictured]);
openBrowser();

/** Boxes by selector, each with the share of it that is blue in the picture. */
async function look(steps: unknown[], device: Record<string, unknown> = {}) {
  const base = persona();
  const { visit, kept } = await visitKeeping(lane, { origin: pages.origin, steps, pass: 'inspection', persona: { ...base, device: { ...base.device, ...device } } });
  const found = visit.touchpoints[0]?.collected.pictured;
  const painted = await browser.newPage();
  try {
    const blue = await painted.evaluate(
      async ({ data, found: { width, elements } }) => {
        const picture = await createImageBitmap(await (await fetch(data)).blob());
        const scale = picture.width / width;
        const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d', { willReadFrequently: true });
        context?.drawImage(picture, 0, 0);
        return elements.map(({ box }) => {
          // Without the edge, which a lossy picture blurs.
          const pixels = context?.getImageData(box.x * scale + 3, box.y * scale + 3, Math.max(1, box.width * scale - 6), Math.max(1, box.height * scale - 6)).data ?? [];
          let hits = 0;
          for (let index = 0; index < pixels.length; index += 4) if ((pixels[index] ?? 255) < 120 && (pixels[index + 2] ?? 0) > 150) hits += 1;
          return hits / (pixels.length / 4);
        });
      },
      { data: `data:image/webp;base64,${Buffer.from(kept.get(found?.path ?? '') ?? []).toString('base64')}`, found: { width: found?.width ?? 0, elements: found?.elements ?? [] } },
    );
    return { size: [found?.width, found?.height], boxes: Object.fromEntries((found?.elements ?? []).map(({ selector, box }, index) => [selector, { ...box, blue: (blue[index] ?? 0) > 0.7 }])) };
  } finally {
    await painted.close();
  }
}

test('elements have the place in the picture that is drawn there; what cannot be seen in it has none', async () => {
  const { size, boxes } = await look([{ visit: '/page' }]);
  expect(size).toEqual([1000, 700]);
  expect(boxes['#shown']).toEqual({ x: 300, y: 200, width: 120, height: 40, blue: true });
  expect(boxes['#cut']).toEqual({ x: 60, y: 400, width: 60, height: 30, blue: true });
  expect(boxes['#clear']).toEqual({ x: 300, y: 300, width: 120, height: 40, blue: true });
  expect(boxes['#host >>> #inner']).toEqual({ x: 20, y: 600, width: 120, height: 40, blue: true });
  expect(boxes['#same']).toEqual({ x: 20, y: 20, width: 120, height: 40, blue: true });
  for (const absent of ['#below', '#covered', '#hidden', '#moving']) expect(boxes).not.toHaveProperty([absent]);
});

test('a selector that a step used on a page before means nothing on this one', async () => {
  const { boxes } = await look([{ visit: '/before' }, { click: { css: '#same' } }]);
  expect(boxes).not.toHaveProperty(['#same']);
  expect(boxes['#shown']?.blue).toBe(true);
});

test('on a phone that shows a wide page smaller, in its pixels too', async () => {
  const { boxes } = await look([{ visit: '/wide' }], { width: 400, height: 800, pixelRatio: 2, mobile: true, touch: true });
  expect(boxes['#shown']).toMatchObject({ width: 120, height: 40, blue: true });
  expect(boxes['#cut']?.blue).toBe(true);
});
