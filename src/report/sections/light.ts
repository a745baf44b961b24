import type { LightAudits, PageFinding } from '../../model/light.ts';
import type { Persona } from '../../model/persona.ts';
import { linkable, pathOn } from '../anchors.ts';
import { list, plural } from '../numbers.ts';
import type { Section } from './section.ts';

/** Rows that are printed; the record has more. */
const most = { rows: 50, examples: 3, gaps: 5 };

/** Kinds of page by their pattern, most pages first. */
function kindsOf({ templates }: PageFinding, patterns: ReadonlyMap<string, string>): string[] {
  return Object.entries(templates)
    .sort(([, a], [, b]) => b - a)
    .map(([id, pages]) => `${patterns.get(id) ?? id}: ${plural(pages, 'page')}`);
}

function kindRows({ templates, findings }: LightAudits, patterns: ReadonlyMap<string, string>) {
  return templates
    .toSorted((a, b) => b.pages - a.pages)
    .map(({ template, pages }) => {
      const here = findings.filter((finding) => finding.kind === 'pain-point' && finding.templates[template] !== undefined);
      return { pattern: patterns.get(template) ?? template, pages, all: here.filter((finding) => finding.templates[template] === pages).length, some: here.filter((finding) => finding.templates[template] !== pages).length };
    });
}

/** What was not looked at is not free of pain points. null: every audit could look at every page, or the record is older. */
function gapsText({ gaps = [] }: LightAudits): string | null {
  if (gaps.length === 0) return null;
  const named = gaps.slice(0, most.gaps).map(({ audit, pages, because }) => `${audit} at ${plural(pages, 'page')} (${because})`);
  return `There may be more than is told here, since not every audit could look at every page. Without an answer: ${list([...named, ...(gaps.length > named.length ? [`${plural(gaps.length - named.length, 'more audit')} that run.json names`] : [])])}.`;
}

type Viewer = Omit<Persona, 'data'>;

const widthOf = ({ device, display }: Viewer): number => Math.round(device.width / display.zoom);

/** Two personas are shown the same where all of this is the same. */
const shownAs = (persona: Viewer): string => {
  const { device, display, locale, consent } = persona;
  return JSON.stringify([widthOf(persona), device.mobile, device.touch, { ...display, zoom: 1 }, locale, consent]);
};

/** Personas whom pages may show something else, with what stands before each of them in a list. */
function othersThan(viewer: Viewer, personas: readonly Viewer[]): { before: string; title: string; width: number }[] {
  const others = personas.filter((other) => shownAs(other) !== shownAs(viewer));
  return others.map((other, at) => ({ before: at === 0 ? '' : at === others.length - 1 ? ' or ' : ', ', title: other.title, width: widthOf(other) }));
}

export const light: Section = {
  id: 'light',
  title: 'Every page',
  view({ lookup }) {
    const { crawl, plan } = lookup.record;
    const summary = crawl?.light;
    if (crawl === undefined || summary === undefined) return null;
    const viewer = plan.personas.find(({ id }) => id === summary.persona);
    const patterns = new Map(crawl.templates.map(({ id, pattern }) => [id, pattern]));
    const painPoints = summary.findings.filter(({ kind }) => kind === 'pain-point');
    const rows = painPoints.slice(0, most.rows).map((finding) => ({
      title: finding.title,
      severity: finding.severity,
      judged: finding.judgement === 'needed' ? 'A person has to look before this counts.' : null,
      advice: finding.advice,
      wordedOn: finding.wordedOn === undefined ? null : `As on ${pathOn(finding.wordedOn, crawl.seed)}: it reads differently on others.`,
      area: finding.area,
      pages: finding.pages,
      kinds: kindsOf(finding, patterns).slice(0, most.examples),
      examples: finding.examples.slice(0, most.examples).map((url) => ({ url: pathOn(url, crawl.seed), href: linkable(url) })),
    }));
    return {
      pages: plural(summary.pages, 'page'),
      persona: lookup.persona(summary.persona).title,
      width: viewer === undefined ? null : widthOf(viewer),
      others: viewer === undefined ? [] : othersThan(viewer, plan.personas),
      kinds: kindRows(summary, patterns),
      rows,
      left: painPoints.length > rows.length ? `${plural(painPoints.length - rows.length, 'more pain point')} and all figures are in run.json.` : 'All figures are in run.json.',
      further: summary.further > 0 ? `There were more kinds of findings than are told apart: ${summary.further} further sightings are counted nowhere else.` : null,
      gaps: gapsText(summary),
      failed: summary.failed.map(({ count, message, examples }) => ({ text: `${plural(count, 'page')}: ${message}`, example: examples[0] ?? null })),
      leftOut: summary.leftOut.length,
    };
  },
};
