import type { LedgerEntry } from '../../model/record.ts';
import type { JourneyFacts, Lookup } from '../lookup.ts';
import { formatPercent, formatReached, list, plural } from '../numbers.ts';
import { placeKey } from '../places.ts';
import { capitalised, ledgerMarks } from '../words.ts';
import type { Section } from './section.ts';

const statusTexts: Record<LedgerEntry['status'], string> = {
  valid: 'it measured what it was meant to, also where the customer was blocked',
  invalid: 'something else was measured, as an error page: kept as evidence and never averaged in',
  missing: 'it could not be taken, or not be judged',
  'not-reached': 'the customer had been stopped before, so that nothing is expected here and it does not count against the coverage',
};

/** Different reasons listed; the count of the rest is given. */
const reasonsShown = 30;

function cellOf(entries: readonly LedgerEntry[]) {
  if (entries.length === 0) return { mark: ledgerMarks['not-reached'], text: 'not planned' };
  const valid = entries.filter((entry) => entry.status === 'valid').length;
  const worst = (['missing', 'invalid', 'not-reached', 'valid'] as const).find((status) => entries.some((entry) => entry.status === status)) ?? 'valid';
  return { mark: ledgerMarks[worst], text: `${valid} of ${entries.length}` };
}

function tableOf(lookup: Lookup, journey: JourneyFacts, places: ReadonlyMap<string, readonly LedgerEntry[]>) {
  const rows = lookup.sites.flatMap((site) =>
    lookup.personas.map((persona) => ({
      title: `${persona.title} on ${site.title}`,
      siteId: site.id,
      personaId: persona.id,
      cells: journey.touchpoints.map((touchpoint) => cellOf(places.get(placeKey({ site: site.id, persona: persona.id, journey: journey.id, touchpoint: touchpoint.id })) ?? [])),
    })),
  );
  return { title: journey.title, columns: journey.touchpoints.map((touchpoint) => touchpoint.title), rows };
}

/** The reason as a sentence, with the names of the plan in it where it tells where a journey ended. */
function reasonText(lookup: Lookup, { reason, journey }: LedgerEntry): string {
  if (reason === undefined) return 'The reason was not recorded.';
  const end = /^the journey ended at (?<id>\S+)$/u.exec(reason)?.groups?.['id'];
  const text = end === undefined ? reason : `the journey ended at “${lookup.touchpointTitle({ journey, touchpoint: end })}”`;
  return `${capitalised(text)}${/[.!?…]$/u.test(text) ? '' : '.'}`;
}

/** Samples that are not valid, folded by what happened to them. */
function lost(lookup: Lookup) {
  const notValid = [...lookup.record.ledger].filter(({ status }) => status !== 'valid');
  const groups = Map.groupBy(notValid, ({ status, site, persona, journey, reason }) => JSON.stringify([status, site, persona, journey, reason ?? '']));
  return [...groups.values()].flatMap((entries) => {
    const [first] = entries;
    if (first === undefined) return [];
    const at = [...new Set(entries.map(lookup.touchpointTitle))];
    return [
      {
        mark: ledgerMarks[first.status],
        count: plural(entries.length, 'sample'),
        who: `${lookup.persona(first.persona).title} on ${lookup.site(first.site).title}`,
        at: list(at),
        reason: reasonText(lookup, first),
        siteId: first.site,
        personaId: first.persona,
      },
    ];
  });
}

export const coverage: Section = {
  id: 'coverage',
  title: 'Coverage',
  growsWith: 'journeys',
  view({ lookup }) {
    const { coverage: reached } = lookup.record;
    const places = Map.groupBy(lookup.record.ledger, placeKey);
    const losses = lost(lookup);
    const counts = { valid: 0, invalid: 0, missing: 0, 'not-reached': 0 };
    for (const { status } of lookup.record.ledger) counts[status] += 1;
    return {
      marks: (['valid', 'invalid', 'missing', 'not-reached'] as const).map((status) => ({ mark: ledgerMarks[status], text: statusTexts[status], count: plural(counts[status], 'sample') })),
      share: reached.expected === 0 ? 'not available' : formatReached(reached.share),
      required: formatPercent(reached.required),
      valid: reached.valid,
      expected: reached.expected,
      tables: lookup.journeys.map((journey) => tableOf(lookup, journey, places)),
      lost: losses.slice(0, reasonsShown),
      moreLost: losses.length > reasonsShown ? `and ${losses.length - reasonsShown} more; all of them are in run.json` : null,
    };
  },
};
