import type { Source } from '../../src/model/metric.ts';

const understanding = 'https://www.w3.org/WAI/WCAG22/Understanding/';

/** A success criterion as a source, as in WCAG 2.2, 2.5.8 Target Size (Minimum). */
export function criterion(number: string, name: string): Source {
  return { title: `WCAG 2.2, ${number} ${name}`, year: 2023, url: `${understanding}${name.toLowerCase().replace(/[()]/g, '').replaceAll(/[ ,]+/g, '-')}` };
}
