import { parametersOf, segmentsOf } from './address.ts';

/** Pages that are built alike, as far as they are known. */
export interface Template {
  /** Parts of the path; null: differs from page to page. */
  segments: (string | null)[];
  /** Those that some of its pages have. */
  parameters: string[];
  origin: string;
  /** Of the first page of it. */
  structure: ReadonlySet<string>;
  pages: URL[];
  /** Some of them were read as the browser shows them. */
  rendered: boolean;
}

/** Share of two structures that is the same, 0 to 1 (Jaccard index). */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 && other.size === 0) return 1;
  let common = 0;
  for (const path of one) if (other.has(path)) common += 1;
  return common / (one.size + other.size - common);
}

/** From here on two pages count as built alike. Pages of one template differ in what is optional: a review, a picture, a note that it is sold out. */
const alike = 0.7;

/** The template a page is of, among those there are, or a new one that is added to them. */
export function templateFor(templates: Template[], url: URL, structure: ReadonlySet<string>, rendered: boolean): Template {
  const segments = segmentsOf(url);
  const parameters = parametersOf(url);
  const [best] = templates
    .filter((template) => template.origin === url.origin && template.segments.length === segments.length && sharesPlace(template.segments, segments))
    .map((template) => ({ template, like: likeness(template.structure, structure) }))
    .filter(({ like }) => like >= alike)
    .sort((a, b) => b.like - a.like);
  if (best === undefined) {
    const template: Template = { segments, parameters, origin: url.origin, structure, pages: [url], rendered };
    templates.push(template);
    return template;
  }
  best.template.segments = best.template.segments.map((segment, at) => (segment === segments[at] ? segment : null));
  best.template.parameters = [...new Set([...best.template.parameters, ...parameters])].sort();
  best.template.pages.push(url);
  best.template.rendered ||= rendered;
  return best.template;
}

/** Pages right below the root may be of one template whatever they are called; deeper ones share a part of their path. */
function sharesPlace(pattern: readonly (string | null)[], segments: readonly string[]): boolean {
  return segments.length <= 1 || pattern.some((segment, at) => segment !== null && segment === segments[at]) || pattern.every((segment) => segment === null);
}

/** Of an address that was not opened: the template whose pattern says most about it; null: none fits. */
export function templateByAddress(templates: readonly Template[], url: URL): Template | null {
  const segments = segmentsOf(url);
  const parameters = parametersOf(url);
  const fixed = ({ segments: parts }: Template): number => parts.filter((part) => part !== null).length;
  const [best] = templates
    .filter((template) => template.origin === url.origin && template.segments.length === segments.length && parameters.every((name) => template.parameters.includes(name)) && template.segments.every((part, at) => part === null || part === segments[at]))
    .sort((a, b) => fixed(b) - fixed(a) || b.pages.length - a.pages.length);
  return best ?? null;
}

/** As in /tents/*?page */
export function patternOf({ segments, parameters }: Pick<Template, 'segments' | 'parameters'>): string {
  const path = `/${segments.map((segment) => segment ?? '*').join('/')}`;
  return parameters.length === 0 ? path : `${path}?${parameters.join('&')}`;
}
