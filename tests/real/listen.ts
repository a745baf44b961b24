import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real web app that is up, at an origin of its own on the loopback interface. */
export interface App {
  origin: string;
  close(): Promise<void>;
}

export async function listen(answer: RequestListener): Promise<App> {
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, 'localhost', resolve);
  });
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A port on the loopback interface that nothing listens on, for apps that want to be told theirs. */
export async function freePort(): Promise<number> {
  const app = await listen((_, response) => response.end());
  await app.close();
  return Number(new URL(app.origin).port);
}
