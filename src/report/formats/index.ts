import type { Format } from './format.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';

/** Ways to write a run down. */
export const formats: readonly Format[] = [html, json, markdown];

/** undefined: there is no such format. */
export function formatNamed(id: string): Format | undefined {
  return formats.find((format) => format.id === id);
}
