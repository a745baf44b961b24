import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { Metric, Source } from '../../src/model/metric.ts';
import { severities, type FindingDraft, type Severity } from '../../src/model/results.ts';
import { counted } from '../wording.ts';
import { axeWords } from './axe-words.ts';
import { isToldByLabels } from './form-labels.ts';
import { isLanguageTag } from './language.ts';

type Rule = Collected['axe']['violations'][number];

const why = 'Each violation shuts someone out or slows them down: people who do not see, hear or move as the designers do, and everyone in bright sun or with one hand.';

const source: Source = { title: 'axe-core 4 rules', year: 2026, url: 'https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md' };

const shared = { unit: 'count', better: 'lower', kind: 'exact', pass: 'inspection', overJourney: 'sum', why, source } as const;

export const audit = defineAudit({
  id: 'accessibility/axe',
  area: 'accessibility',
  title: 'Accessibility violations',
  why,
  source,
  pass: 'inspection',
  metrics: [
    { ...shared, id: 'accessibility.violations', title: 'Accessibility violations', how: 'Elements that break a rule of axe-core which tests a WCAG criterion of level A or AA. Automated rules touch 20 of the 55 criteria: none found does not mean conformance.' },
    ...severities.map(
      (impact): Metric => ({ ...shared, id: `accessibility.violations.${impact}`, title: `Violations of ${impact} impact`, how: `Those among them to which axe-core gives ${impact} impact: how much they hinder people, not their WCAG level.` }),
    ),
    { ...shared, id: 'accessibility.best-practice', title: 'Departures from best practice', how: 'Elements that break a rule of axe-core which tests good practice or level AAA: no failure of WCAG level A or AA.' },
  ],
  needs: ['axe'],
  run({ axe }, { touchpoint }) {
    const wcag = axe.violations.filter(isWcag);
    const byImpact = severities.map((impact) => [`accessibility.violations.${impact}`, nodes(wcag.filter((rule) => severityOf(rule) === impact))] as const);
    const values = {
      'accessibility.violations': nodes(wcag),
      ...Object.fromEntries(byImpact),
      'accessibility.best-practice': nodes(axe.violations.filter((rule) => !isWcag(rule))),
    };
    const delights = touchpoint.momentOfTruth && axe.violations.length === 0 && axe.passes > 0 ? [noneFound(axe.version)] : [];
    return measured(values, [...axe.violations.flatMap(untold).flatMap(findings), ...delights]);
  },
});

function nodes(rules: readonly Rule[]): number {
  return rules.reduce((sum, { nodeCount }) => sum + nodeCount, 0);
}

/** Tests a criterion of level A or AA, as its tags say: wcag2a, wcag21aa and so on. */
function isWcag({ tags }: Rule): boolean {
  return tags.some((tag) => /^wcag2\da{1,2}$|^wcag2a{1,2}$/.test(tag));
}

/** Rules that other audits of this area tell in words of their own, from the census of the page or a walk through it; both would be the same finding twice. */
const toldElsewhere = new Set(['html-has-lang', 'html-lang-valid', 'meta-viewport', 'label', 'select-name', 'tabindex']);

/**
 * What of a rule is left to tell here: nothing, the whole, or the elements that the other audit passes over. The census and the walk look at the page itself:
 * what lies in a frame, as ` >> ` in its selector says, is told here; so is a language that has the form of one and does not exist, which only axe
 * knows, and a field that axe hears no name of and the census does.
 */
function untold(rule: Rule): Rule[] {
  const { id, nodes: found } = rule;
  if (!toldElsewhere.has(id)) return [rule];
  if (id === 'html-lang-valid' && found.some(({ html }) => isLanguageTag(/\slang="([^"]*)"/.exec(html)?.[1] ?? ''))) return [rule];
  const left = found.filter(({ target, field }) => target.includes(' >> ') || (field !== undefined && !isToldByLabels(field)));
  return left.length === 0 ? [] : [{ ...rule, nodes: left }];
}

/** axe may leave the impact open: that is not the same as minor. */
function severityOf({ impact }: Rule): Severity {
  return impact ?? 'moderate';
}

/** wcag143 → 1.4.3, wcag1412 → 1.4.12 */
export function criteria(tags: readonly string[]): string[] {
  return tags.flatMap((tag) => {
    const match = /^wcag(\d)(\d)(\d{1,2})$/.exec(tag);
    return match === null ? [] : [`${match[1]}.${match[2]}.${match[3]}`];
  });
}

/** One finding per rule and kind of component: a hundred pale prices are one thing to mend, a pale price and a pale button are two. */
function findings(rule: Rule): FindingDraft[] {
  return [...[...Map.groupBy(rule.nodes, ({ component = '' }) => component)].map(([component, alike]) => finding(rule, component, alike)), ...leftOut(rule)];
}

/** What was not listed is a finding of its own: it may hold what nobody knows yet. */
function leftOut(rule: Rule): FindingDraft[] {
  const { components, elements } = rule.unlisted ?? { components: 0, elements: 0 };
  if (components + elements === 0) return [];
  const what = components > 0 ? counted(components, 'further kind of component breaks', 'further kinds of components break') : counted(elements, 'further element breaks', 'further elements break');
  const { selector: _, quote: __, ...same } = finding(rule, '', []);
  return [{ ...same, key: `${rule.id}.unlisted`, title: `${what} this rule too and ${components + elements === 1 ? 'is' : 'are'} not listed one by one: ${rule.help}.` }];
}

/**
 * The key is the fingerprint: the rule, and the component by role, shape of its name, and the structures it lies in. It survives changed
 * class names, ids, order and wording. Of evidence without components it is the rule alone.
 */
function finding(rule: Rule, component: string, alike: Rule['nodes']): FindingDraft {
  const words = axeWords[rule.id];
  const [node] = alike;
  const title = words?.title ?? `${rule.help}.`;
  return {
    kind: 'pain-point',
    severity: severityOf(rule),
    title: component === '' ? title : `${title.replace(/\.$/, '')} (${inWords(component)}).`,
    advice: `${words?.advice ?? 'Look at the first element named here and mend what the rule says of it.'} What the rule asks for is explained by its makers (${rule.helpUrl}).`,
    direction: 'do',
    key: component === '' ? rule.id : `${rule.id}.${component.replaceAll(' ', '-')}`,
    ...(node && { selector: node.target, quote: node.html }),
    ...(component !== '' && { component }),
    judgement: 'decided',
    confidence: 'B',
    effort: words?.effort ?? 'medium',
    ...(isWcag(rule) && { wcag: criteria(rule.tags) }),
  };
}

/** "link named main list" → "link in main, list" */
export function inWords(component: string): string {
  const [role = 'element', ...rest] = component.split(' ');
  const path = rest.filter((part) => !/^(?:nameless|named|numbered|signed)$/.test(part));
  return path.length === 0 ? role : `${role} in ${path.join(', ')}`;
}

function noneFound(version: string): FindingDraft {
  return {
    kind: 'delight',
    severity: 'minor',
    title: 'At this moment of truth the automated rules found no accessibility violation.',
    advice: 'Keep it so: put a gate on accessibility.violations here, and have people with disabilities try it, for rules touch 20 of 55 WCAG criteria.',
    direction: 'do',
    key: 'none-found',
    quote: `axe-core ${version}`,
    confidence: 'B',
    effort: 'small',
  };
}
