import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitLane } from '../../src/visit/index.ts';
import { requestOf, startLane, startPages, type Route } from './replay-setup.ts';

const sizes = { data: 50_000, framed: 30_000, worker: 20_000, begun: 100_000 };
const bytes = (size: number): Route => (_, response) => void response.writeHead(200, { 'cache-control': 'max-age=600', 'content-type': 'text/css' }).end(Buffer.alloc(size, 65));
/** Reads of an answer without end as much as it has sent, and then does something. */
const reading = (then: string): string => `<h1>Waiting</h1><script>const stop = new AbortController(); fetch("/endless", { signal: stop.signal }).then(async (answer) => { const reader = answer.body.getReader(); for (let size = 0; size < ${sizes.begun};) size += (await reader.read()).value.length; ${then} document.querySelector("h1").textContent = "Done"; });</script>`;
/** Headers of the answers, all together, are no more. */
const headers = 10_000;

describe('what the browser receives', () => {
  let pages: Awaited<ReturnType<typeof startPages>>;
  let lane: VisitLane;
  beforeAll(async () => {
    pages = await startPages({
      '/': '<h1>Waiting</h1><script>const notAtRest = setInterval(() => { document.body.dataset.waited = performance.now(); }, 50); const text = async () => (await fetch("/data")).text(); const frame = document.createElement("iframe"); frame.src = "http://localhost:" + location.port + "/frame"; const worker = new Worker("/worker.js"); Promise.all([text().then(text), new Promise((resolve) => { frame.onload = resolve; document.body.append(frame); }), new Promise((resolve) => { worker.onmessage = resolve; })]).then(() => { clearInterval(notAtRest); document.querySelector("h1").textContent = "Done"; });</script>',
      '/frame': '<link rel="stylesheet" href="/framed">',
      '/worker.js': (_, response) => void response.setHeader('content-type', 'text/javascript').end('fetch("/worker").then((answer) => answer.arrayBuffer()).then(() => postMessage(1))'),
      '/cut': reading('stop.abort();'),
      '/open': reading(''),
      '/endless': (_, response) => void response.writeHead(200, { 'content-type': 'application/octet-stream' }).write(Buffer.alloc(sizes.begun, 65)),
      '/data': bytes(sizes.data),
      '/framed': bytes(sizes.framed),
      '/worker': bytes(sizes.worker),
    });
    lane = await startLane();
  });
  afterAll(async () => {
    await lane.close();
    await pages.close();
  });

  async function received(path: string, how: 'shown' | 'visited'): Promise<number> {
    let sum = 0;
    const onReceived = (more: number): void => void (sum += more);
    if (how === 'shown') expect((await lane.render(`${pages.origin}${path}`, { onReceived }))?.html).toContain('Done');
    else expect((await lane.visit({ ...requestOf({ origin: pages.origin, steps: [{ visit: path }], arrived: { heading: 'Done' }, pass: 'inspection', stepTimeout: 2_000 }), onReceived })).touchpoints[0]?.status).toBe('reached');
    return sum;
  }

  it.each(['shown', 'visited'] as const)('is counted once, with frames of other sites and workers, of a page that is %s', async (how) => {
    const all = sizes.data + sizes.framed + sizes.worker;
    const sum = await received('/', how);
    expect(sum).toBeGreaterThanOrEqual(all);
    expect(sum).toBeLessThan(all + headers);
  });

  it.each(['/cut', '/open'])('is counted as far as it came where it was cut off, by the page or by the end of the visit: %s', async (path) => {
    const sum = await received(path, 'visited');
    expect(sum).toBeGreaterThanOrEqual(sizes.begun);
    expect(sum).toBeLessThan(sizes.begun + headers);
  });
});
