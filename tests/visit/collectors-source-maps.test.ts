import { expect, test } from 'vitest';
import { sourceMaps } from '../../src/visit/collectors/source-maps.ts';
import { browser, openBrowser, origin, watch } from './collecting.ts';

openBrowser();

const script = (address: string): string => `<script src="${address}"></script>`;

/** By address: a script or a page. */
const site: Record<string, string> = {
  '/mapped.js': '(() => 1)();\n//# sourceMappingURL=mapped.js.map',
  '/plain.js': '(() => 2)();',
  '/late.js': '(() => 3)();\n//# sourceMappingURL=/maps/late.map',
  '/first': script('/mapped.js') + script('/plain.js'),
  '/again': script('/plain.js') + script('/mapped.js'),
  '/less': script('/plain.js'),
  '/more': script('/plain.js') + script('/late.js') + script('/missing.js'),
  '/inline': `${script('/plain.js')}<script>(() => 4)();\n//# sourceMappingURL=inline.map</script>`,
  '/framed': `${script('/plain.js')}<iframe src="/inline"></iframe>`,
};

test('what scripts name in their text is told at each touchpoint, whether they were met before or not', async () => {
  await watch(browser, { collectors: [sourceMaps], origin }, async ({ context, page, collect }) => {
    await context.route(/shop\.test/, (route) => {
      const { pathname } = new URL(route.request().url());
      const body = site[pathname];
      return route.fulfill({ status: body === undefined ? 404 : 200, contentType: pathname.endsWith('.js') ? 'text/javascript' : 'text/html', body: body ?? 'not here' });
    });
    const at = async (path: string): Promise<string[]> => {
      await page.goto(origin + path);
      return (await collect(sourceMaps, path)).map(({ script: from, map }) => `${from} → ${map}`.replaceAll(origin, ''));
    };
    const mapped = '/mapped.js → /mapped.js.map';
    expect(await at('/first')).toEqual([mapped]);
    expect(await at('/again')).toEqual([mapped]);
    expect(await at('/less')).toEqual([]);
    expect(await at('/more')).toEqual(['/late.js → /maps/late.map']);
    expect(await at('/inline')).toEqual(['/inline → /inline.map']);
    expect(await at('/framed')).toEqual(['/inline → /inline.map']);
    expect(await at('/again')).toEqual([mapped]);
  });
});
