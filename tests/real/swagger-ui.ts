import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../fixtures/serving/loopback.ts';
import type { App } from './app.ts';

const dist = fileURLToPath(new URL('apps/node_modules/swagger-ui-dist', import.meta.url));

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
};

const books = [
  { id: 1, title: 'Field Notes on Lichens', author: 'A. Moreau', onLoan: false },
  { id: 2, title: 'The Tide Tables', author: 'J. Okafor', onLoan: true },
  { id: 3, title: 'Walking the Watershed', author: 'S. Lindqvist', onLoan: false },
];

const initializer = `window.onload = function () {
  window.ui = SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#swagger-ui',
    deepLinking: true,
    validatorUrl: 'none',
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    layout: 'StandaloneLayout',
  });
};
`;

const book = { $ref: '#/components/schemas/Book' };
const bookId = { name: 'id', in: 'path', required: true, description: 'Number of the book', schema: { type: 'integer', minimum: 1 }, example: 2 };
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });

const openApi = {
  openapi: '3.0.3',
  info: { title: 'Lending Library', version: '1.2.0', description: 'Books of a small lending library, and who has them.' },
  tags: [{ name: 'books', description: 'What is on the shelves' }, { name: 'loans', description: 'What is not' }],
  paths: {
    '/api/books': {
      get: {
        tags: ['books'],
        summary: 'List all books',
        operationId: 'listBooks',
        parameters: [{ name: 'author', in: 'query', description: 'Only books of this author', schema: { type: 'string' } }],
        responses: { 200: { description: 'The books', ...json({ type: 'array', items: book }) } },
      },
    },
    '/api/books/{id}': {
      get: {
        tags: ['books'],
        summary: 'Look up a book',
        operationId: 'getBook',
        parameters: [bookId],
        responses: { 200: { description: 'The book', ...json(book) }, 404: { description: 'There is no such book' } },
      },
    },
    '/api/books/{id}/loan': {
      post: {
        tags: ['loans'],
        summary: 'Borrow a book',
        operationId: 'borrowBook',
        parameters: [bookId],
        requestBody: json({ type: 'object', required: ['reader'], properties: { reader: { type: 'string', example: 'reader-17' } } }),
        responses: { 200: { description: 'Borrowed', ...json(book) }, 409: { description: 'Someone else has it' } },
      },
    },
  },
  components: {
    schemas: {
      Book: {
        type: 'object',
        required: ['id', 'title', 'author', 'onLoan'],
        properties: { id: { type: 'integer' }, title: { type: 'string' }, author: { type: 'string' }, onLoan: { type: 'boolean' } },
      },
    },
  },
};

/** What the library answers to a path; undefined: not one of its paths. */
function answerOf(path: string): { status: number; body: unknown } | undefined {
  if (path === '/openapi.json') return { status: 200, body: openApi };
  if (path === '/api/books') return { status: 200, body: books };
  const [, id] = /^\/api\/books\/(\d+)$/.exec(path) ?? [];
  if (id === undefined) return undefined;
  const found = books.find((one) => one.id === Number(id));
  return found === undefined ? { status: 404, body: { message: 'There is no such book.' } } : { status: 200, body: found };
}

/** Swagger UI as its npm package has it, behind a plain static server, with the API of a small library to try out. */
export function startSwaggerUi(): Promise<App> {
  return serve((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const answer = answerOf(pathname);
    if (answer !== undefined) {
      response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(answer.body));
      return;
    }
    const file = pathname === '/' ? 'index.html' : pathname.slice(1);
    const mediaType = mediaTypes[extname(file)];
    if (file.includes('/') || mediaType === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' });
      response.end('Not found');
      return;
    }
    const content = file === 'swagger-initializer.js' ? Promise.resolve(Buffer.from(initializer)) : readFile(join(dist, file));
    content.then(
      (bytes) => response.writeHead(200, { 'content-type': mediaType, 'content-length': bytes.length }).end(bytes),
      () => response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found'),
    );
  }, 'localhost');
}
