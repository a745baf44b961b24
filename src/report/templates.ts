import { readFile, readdir } from 'node:fs/promises';
import Handlebars from 'handlebars';

/** The same relative path from src/report and from dist/src/report. */
const folder = new URL('../../templates/', import.meta.url);

async function partialsIn(name: string): Promise<[string, string][]> {
  const files = (await readdir(new URL(`${name}/`, folder))).filter((file) => file.endsWith('.hbs')).sort();
  return Promise.all(files.map(async (file): Promise<[string, string]> => [`${name}/${file.slice(0, -'.hbs'.length)}`, (await readFile(new URL(`${name}/${file}`, folder), 'utf8')).trimEnd()]));
}

/** What the page is made with. */
export interface Templates {
  /** Prints a view; whatever stands in it is escaped. */
  page(view: object): string;
  css: string;
  script: string;
}

/** What all sections share comes before their own rules; what a medium or a reader's setting asks of all of them comes last. */
const cssBefore = ['colours.css', 'base.css'];
const cssAfter = ['modes.css'];

async function cssText(): Promise<string> {
  const own = (await readdir(new URL('css/', folder))).filter((file) => file.endsWith('.css') && !cssBefore.includes(file) && !cssAfter.includes(file)).sort();
  const parts = await Promise.all([...cssBefore, ...own, ...cssAfter].map((file) => readFile(new URL(`css/${file}`, folder), 'utf8')));
  return parts.join('');
}

/** `strict`: a template that asks for what its view does not have is an error, not a blank. */
const options = { strict: true, preventIndent: true } as const;

export async function loadTemplates(): Promise<Templates> {
  const handlebars = Handlebars.create();
  for (const [name, text] of [...(await partialsIn('sections')), ...(await partialsIn('partials'))]) {
    handlebars.registerPartial(name, handlebars.compile(text, options));
  }
  const [css, page = '', script = ''] = await Promise.all([cssText(), ...['report.hbs', 'report.js'].map((file) => readFile(new URL(file, folder), 'utf8'))]);
  return { page: handlebars.compile<object>(page, options), css, script };
}
