import { csv } from './csv.ts';
import type { Format, TextFormat } from './format.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { pdf } from './pdf.ts';
import { sarif } from './sarif.ts';

/** Ways to write a run down as text, without a browser. */
export const textFormats: readonly TextFormat[] = [html, json, markdown, junit, sarif, csv];

/** Ways to write a run down. */
export const formats: readonly Format[] = [...textFormats, pdf];

/** undefined: there is no such format. */
export function formatNamed(id: TextFormat['id']): TextFormat | undefined;
export function formatNamed(id: string): Format | undefined;
export function formatNamed(id: string): Format | undefined {
  return formats.find((format) => format.id === id);
}
