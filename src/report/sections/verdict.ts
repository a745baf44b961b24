import type { LongRecord } from '../../model/record.ts';
import { findingAnchor, touchpointAnchor } from '../anchors.ts';
import { changeSentences, regressionLine, regressions, worstRegressions } from '../changes.ts';
import { conditionsLine } from '../conditions-line.ts';
import { glanceRows } from '../glance.ts';
import { toldIn } from '../history-runs.ts';
import { always, headline, painPointsOn, unseenOn, walksOn } from '../headline.ts';
import type { Walk } from '../headline.ts';
import type { Lookup } from '../lookup.ts';
import { formatPercent, formatReached, formatValue, list, plural } from '../numbers.ts';
import { adviceParts, whereOf, whomOf, withoutOutcome, withShortPaths } from '../phrases.ts';
import { worstPainPoints } from '../ranking.ts';
import type { Action } from '../ranking.ts';
import { areaNames, gateMarks, gatesByOutcome, ledgerMarks, outcomeMarks, roleNames, severityMarks, statusMarks, stopMark, verdictMark, workNames } from '../words.ts';
import type { Mark } from '../words.ts';
import type { Section, SectionContext } from './section.ts';

/** How many of the worst are on the first screen. */
const shown = 3;
/** Reasons printed per gate; the rest is counted. */
const reasonsShown = 8;

interface Worst {
  mark: Mark;
  title: string;
  /** As in "and 2 more findings with the same cause". */
  others: string | null;
  whom: string;
  where: string;
  href: string | null;
  cost: string | null;
  area: string;
  /** The sites, where they are not those the advice is for. */
  on: string | null;
}

/** Personas who could not go on for a reason no audit told come first, then the worst findings. */
function worstOf({ lookup, obstacles }: SectionContext, painPoints: readonly Action[], sites: ReadonlySet<string>): Worst[] {
  const named = (ids: readonly string[]): string | null => (ids.every((id) => lookup.focus.has(id)) ? null : titles(lookup, new Set(ids)));
  const stopped = obstacles
    .filter((obstacle) => obstacle.unexplained && sites.has(obstacle.site))
    .map((obstacle): Worst => {
      const persona = lookup.persona(obstacle.persona).title;
      const at = lookup.touchpointTitle(obstacle);
      return {
        mark: stopMark,
        title: obstacle.status === 'blocked' ? `${persona} cannot get past “${at}”` : `“${at}” failed for ${persona}`,
        others: null,
        whom: persona,
        where: at,
        href: `#${touchpointAnchor(obstacle.journey, obstacle.touchpoint)}`,
        cost: null,
        area: obstacle.message,
        on: named([obstacle.site]),
      };
    });
  const found = painPoints.map((action): Worst => {
    const [first] = action.findings;
    return {
      mark: action.stopped > 0 ? stopMark : severityMarks[action.severity],
      title: withShortPaths(action.title),
      others: action.findings.length > 1 ? `and ${plural(action.findings.length - 1, 'more finding')} with the same cause` : null,
      whom: whomOf(lookup, action.personas),
      where: whereOf(lookup, action.places),
      href: first === undefined ? null : `#${findingAnchor(first.id)}`,
      cost: action.cost === null ? null : formatValue(action.cost, 's'),
      area: areaNames[action.area],
      on: named(action.places.map(({ site }) => site)),
    };
  });
  return [...stopped, ...found].slice(0, shown);
}

/** On the sites the advice is for; where there is nothing bad there, what is worst on the others. */
function worstLists(context: SectionContext) {
  const { lookup, painPoints } = context;
  const others = new Set(lookup.sites.filter((site) => !lookup.focus.has(site.id)).map((site) => site.id));
  const own = worstOf(context, painPoints, lookup.focus);
  const elsewhere = own.length > 0 || others.size === 0 ? [] : worstOf(context, worstPainPoints(lookup, others), others);
  const titled = (worst: readonly Worst[]): string => (worst.length === 1 ? 'The worst pain point' : `The ${worst.length === 2 ? 'two' : 'three'} worst pain points`);
  return {
    worst: own,
    worstTitle: titled(own),
    focus: titles(lookup, lookup.focus),
    elsewhere: elsewhere.length === 0 ? null : { title: titled(elsewhere), sites: titles(lookup, others), worst: elsewhere },
  };
}

function titles(lookup: Lookup, ids: ReadonlySet<string>): string {
  return list(lookup.sites.filter((site) => ids.has(site.id)).map((site) => site.title));
}

/** As in "12 pain points, 3 critical"; null: nobody was seen there who could have met one. */
function painCount(lookup: Lookup, site: string, seen: boolean): string | null {
  const { pains, critical } = painPointsOn(lookup, new Set([site]));
  if (pains === 0 && !seen) return null;
  if (pains === 0 && !lookup.isInspected(site)) return 'not inspected';
  return `${plural(pains, 'pain point')}${critical === 0 ? '' : `, ${critical} critical`}`;
}

/** As in "2 of 3 personas finish the journey" or "personas finish 6 of 12 journeys, 1 could not be measured"; `planned` is what there should have been. */
function finishText(lookup: Lookup, site: string, finished: number, planned: number, unseen: number): string {
  const left = unseen === 0 ? '' : `, ${unseen} could not be measured`;
  if (planned === unseen) return lookup.isInspected(site) ? 'who finishes could not be measured' : 'nothing was seen of it';
  if (lookup.journeys.length > 1) return `personas finish ${finished} of ${plural(planned, 'journey')}${left}`;
  if (planned === 1) return finished === 1 ? 'the persona finishes the journey' : 'the persona does not finish the journey';
  return `${finished} of ${plural(planned, 'persona')} ${finished === 1 ? 'finishes' : 'finish'} the journey${left}`;
}

/** How many personas got to the end on each site in every sample, and past how much: the shortest answer to how good it is. */
function finishes(lookup: Lookup) {
  const several = lookup.journeys.length > 1;
  return lookup.sites.map((site) => {
    const seen = walksOn(lookup, site.id);
    const unseen = unseenOn(lookup, site.id);
    const finished = seen.filter(always).length;
    const { tone, icon } = seen.length === 0 ? ledgerMarks['not-reached'] : finished < seen.length ? stopMark : unseen > 0 ? ledgerMarks.missing : statusMarks.reached;
    const who = (walk: Walk): string => `${lookup.persona(walk.persona).title}${several ? ` (${lookup.journeyTitle(walk.journey)})` : ''}`;
    const partly = seen.filter((walk) => walk.finished > 0 && !always(walk)).map((walk) => `${who(walk)} finishes in ${walk.finished} of ${plural(walk.samples, 'visit')}`);
    return {
      tone,
      icon,
      text: finishText(lookup, site.id, finished, seen.length + unseen, unseen),
      site: site.title,
      role: lookup.sites.length > 1 ? roleNames[site.role].toLowerCase() : null,
      partly: partly.length === 0 ? null : list([...partly.slice(0, shown), ...(partly.length > shown ? [`${partly.length - shown} more not always`] : [])]),
      pains: painCount(lookup, site.id, seen.length > 0),
    };
  });
}

function gateRows(record: LongRecord) {
  return gatesByOutcome(record.gates).map((gate) => ({
    mark: gateMarks[gate.outcome],
    label: gate.label,
    reasons: gate.reasons.slice(0, reasonsShown),
    more: gate.reasons.length > reasonsShown ? `and ${gate.reasons.length - reasonsShown} more` : null,
  }));
}

/** As in "6 gates: 1 failed, 2 undecided, 3 passed"; null: the plan has none. */
function gateSummary(record: LongRecord): string | null {
  const count = (...outcomes: readonly string[]): number => record.gates.filter((gate) => outcomes.includes(gate.outcome)).length;
  const counts = [[count('fail'), 'failed'], [count('not-measured', 'inconclusive'), 'undecided'], [count('pass'), 'passed']] as const;
  if (record.gates.length === 0) return null;
  return `${plural(record.gates.length, 'gate')}: ${counts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`).join(', ')}`;
}

/** What is most worth doing, with the way to its place in the list; null: nothing is to be done on the sites the advice is for. */
function firstAction({ actions }: SectionContext): { advice: string; work: string } | null {
  const [first] = actions;
  return first === undefined ? null : { advice: adviceParts(first.advice).text, work: workNames[first.effort] };
}

/** Gates may hold while somebody cannot finish or was not measured: then the first thing seen is not all green. */
function toneOf(lookup: Lookup): Mark['tone'] {
  const { tone } = verdictMark(lookup.record);
  const short = [...lookup.focus].some((site) => unseenOn(lookup, site) > 0 || walksOn(lookup, site).some((walk) => !always(walk)));
  return tone === 'good' && short ? 'warn' : tone;
}

export const verdict: Section = {
  id: 'verdict',
  title: 'Verdict',
  view(context) {
    const { lookup } = context;
    const { record } = lookup;
    const { coverage } = record;
    const reached = coverage.expected > 0 && coverage.share >= coverage.required;
    const worse = worstRegressions(regressions(lookup));
    return {
      mark: verdictMark(record),
      tone: toneOf(lookup),
      headline: headline(lookup),
      inspected: [...lookup.focus].some(lookup.isInspected),
      sentence: withoutOutcome(record.verdict.sentence, outcomeMarks[record.verdict.outcome].word),
      /** What failed or is missing belongs beside the outcome; that all is well can stand below. */
      urgent: record.verdict.outcome !== 'pass',
      finishes: finishes(lookup),
      changes: changeSentences(lookup),
      past: toldIn(lookup) !== null,
      regressions: worse.slice(0, shown).map(regressionLine),
      // Only the largest are in the record, so that nobody knows how many places there are.
      moreRegressions: worse.length > shown ? 'More places where something got worse' : null,
      gates: gateRows(record),
      gateSummary: gateSummary(record),
      coverage: {
        mark: reached ? outcomeMarks.pass : outcomeMarks.incomplete,
        reached,
        share: coverage.expected === 0 ? 'not available' : formatReached(coverage.share),
        required: formatPercent(coverage.required),
        counts: `${coverage.valid} of ${plural(coverage.expected, 'planned sample')} ${coverage.valid === 1 ? 'is' : 'are'} valid (a sample is one touchpoint in one visit)`,
        width: Math.round(Math.min(1, Math.max(0, coverage.share)) * 1000) / 10,
        requiredAt: Math.round(coverage.required * 1000) / 10,
      },
      conditions: conditionsLine(lookup),
      ...worstLists(context),
      first: firstAction(context),
      glance: glanceRows(lookup),
      sites: lookup.sites.map((site) => ({ id: site.id, title: site.title, role: roleNames[site.role] })),
    };
  },
};
