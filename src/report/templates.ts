import { readFile, readdir } from 'node:fs/promises';
import Handlebars from 'handlebars';

/** The same relative path from src/report and from dist/src/report. */
const folder = new URL('../../templates/', import.meta.url);

async function partialsIn(name: string): Promise<[string, string][]> {
  const files = (await readdir(new URL(`${name}/`, folder))).filter((file) => file.endsWith('.hbs')).sort();
  return Promise.all(files.map(async (file): Promise<[string, string]> => [`${name}/${file.slice(0, -'.hbs'.length)}`, (await readFile(new URL(`${name}/${file}`, folder), 'utf8')).trimEnd()]));
}

/** What pages are made with. */
export interface Templates {
  /** Prints a view with a template, as frame/start or partials/finding; whatever stands in the view is escaped. */
  print(template: string, view: object): string;
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
  const compiled = new Map<string, Handlebars.TemplateDelegate<object>>();
  for (const name of ['frame', 'sections', 'partials']) {
    for (const [partial, text] of await partialsIn(name)) {
      const template = handlebars.compile<object>(text, options);
      handlebars.registerPartial(partial, template);
      compiled.set(partial, template);
    }
  }
  const [css, ...scripts] = await Promise.all([cssText(), ...['report.js', 'tables.js'].map((file) => readFile(new URL(file, folder), 'utf8'))]);
  return {
    print: (name, view) => {
      const template = compiled.get(name);
      if (template === undefined) throw new RangeError(`There is no template ${name}.`);
      return `${template(view)}\n`;
    },
    css,
    script: scripts.join(''),
  };
}
