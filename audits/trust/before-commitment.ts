import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import { shopLanguages } from '../../src/model/shop-words.ts';
import type { PageSigns } from '../../src/model/trust-evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { asked } from '../friction/purposes.ts';
import { fieldsLeftOut } from '../wording.ts';

const why = 'Before people commit they want to know what it costs in all, that they need not become a member, and that they can send it back. Where that is not said they leave.';

const source: Source = { title: 'Baymard Institute, reasons for leaving a checkout, as quoted by others: 35 % forced account, 24 % total not to be seen, 10 % returns', year: 2016 };

/** Fields for data about the customer from which on a page of the purchase counts as the place where they are given; coupons and newsletters have one or two. */
const manyFields = 3;

const metric = { unit: 'count', better: 'lower', kind: 'exact', pass: 'inspection', overJourney: 'max', why, source } as const;
const place = 'On pages of the purchase where three or more visible fields ask for something about the customer (name, contact, address, card, password). Looked for in the visible text, in English, German, French, Spanish, Italian and Dutch; a person has to confirm it.';

export const audit = defineAudit({
  id: 'trust/before-commitment',
  area: 'trust',
  title: 'What is said before the customer commits',
  why,
  source,
  pass: 'inspection',
  metrics: [
    { ...metric, id: 'trust.total-hidden', title: 'Total not to be seen', how: `1 where no line names a total with an amount of money. ${place}` },
    { ...metric, id: 'trust.account-forced', title: 'Account asked for', how: `1 where a password has to be chosen or given and no way to order without an account is named. ${place}` },
    { ...metric, id: 'trust.returns-unmentioned', title: 'No word on returns', how: `1 where neither text nor link speaks of sending something back. ${place}` },
  ],
  needs: ['pageSigns', 'census'],
  run({ pageSigns, census }, { touchpoint }) {
    const { language, fields, totals, returns, passwords } = pageSigns;
    if (touchpoint.stage !== 'purchase') return notApplicable('this is not a page of the purchase');
    const notAsked = notApplicable('the customer is not asked for their data here');
    if (fields < manyFields) return notAsked;
    const spoken = language.toLowerCase().split('-')[0] ?? '';
    if (spoken !== '' && !shopLanguages.includes(spoken)) return notAvailable(`the words of a page in “${spoken}” are not known`);
    const personal = asked(census.fields).length + passwords.length;
    const leftOut = fieldsLeftOut(census);
    if (personal < manyFields) return leftOut === null ? notAsked : notAvailable(leftOut);
    const isForced = forcesAccount(pageSigns);
    const isClear = totals.length > 0 && returns.length > 0 && passwords.length === 0;
    return measured({ 'trust.total-hidden': totals.length === 0 ? 1 : 0, 'trust.account-forced': isForced ? 1 : 0, 'trust.returns-unmentioned': returns.length === 0 ? 1 : 0 }, [
      ...(totals.length === 0 ? [hiddenTotal] : []),
      ...(isForced ? [{ ...forcedAccount, ...(passwords[0] !== undefined && { selector: passwords[0].selector }) }] : []),
      ...(returns.length === 0 ? [noReturns] : []),
      ...(isClear && touchpoint.momentOfTruth ? [clear(totals[0] ?? '')] : []),
    ]);
  },
});

/** One that may stay empty forces nobody. */
function forcesAccount({ passwords, guest }: PageSigns): boolean {
  return guest.length === 0 && passwords.some(({ required }) => required);
}

const pain = { kind: 'pain-point', direction: 'do', confidence: 'D' } as const;

const hiddenTotal: FindingDraft = {
  ...pain,
  severity: 'serious',
  title: 'Where customers enter their data, no total is to be seen: they do not know what they will pay.',
  advice: 'Show the total with delivery, taxes and fees beside the form.',
  key: 'total-hidden',
  effort: 'medium',
};

const forcedAccount: FindingDraft = {
  ...pain,
  severity: 'serious',
  title: 'To order, customers must choose or know a password: no way to buy as a guest is named.',
  advice: 'Let people order as a guest, and offer the account after the order.',
  key: 'account-forced',
  effort: 'large',
};

const noReturns: FindingDraft = {
  ...pain,
  severity: 'minor',
  title: 'Where customers enter their data, nothing is said of sending something back.',
  advice: 'Say in one line how long and at whose cost things can be returned, and link to the details.',
  key: 'returns-unmentioned',
  effort: 'small',
};

function clear(total: string): FindingDraft {
  return { kind: 'delight', severity: 'minor', title: 'Before they commit, customers see the total and that they can send things back, and no account is asked for.', advice: 'Keep it so.', direction: 'do', key: 'clear-terms', quote: total, confidence: 'D', effort: 'small' };
}
