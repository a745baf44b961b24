import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';

/** Ways to write a run down. */
export const formats: readonly Format[] = [html, json, markdown, junit, sarif, csv];

/** undefined: there is no such format. */
export function formatNamed(id: string): Format | undefined {
  return formats.find((format) => format.id === id);
}
