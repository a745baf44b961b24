import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { clipped } from '../wording.ts';
import { dataWords, entriesOf, isPassword, type Entry } from './entries.ts';
import { inlineValidation as source } from './sources.ts';

const why = 'A form that calls right what is wrong teaches nothing; one that calls wrong what is right sends people away who wanted to buy.';

const metric = 'friction.valid-data-refused';

export const audit = defineAudit({
  id: 'friction/valid-data',
  area: 'friction',
  title: 'Valid data refused',
  why,
  source,
  pass: 'inspection',
  alsoUnreached: true,
  metrics: [
    {
      id: metric,
      title: 'Valid data refused',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Fields that were filled in with the data of the persona and said to be wrong when the customer had left them or sent them (aria-invalid, :user-invalid, or an error message that came up beside them), or that cut the end off. Passwords do not count: they keep to rules of the site.',
      source,
    },
  ],
  needs: ['forms'],
  run({ forms }, { steps, persona }) {
    const { entries, unseen, none } = entriesOf(forms, steps);
    if (none) return notApplicable('no data of the persona is typed here');
    const told = entries.filter(({ data }) => !data.some(isPassword));
    const refused = told.filter(isRefused);
    const cut = told.filter((entry) => !refused.includes(entry) && isCut(entry, persona.data));
    const findings = [...refused.map((entry) => refusal(entry, persona.data)), ...cut.map((entry) => loss(entry))];
    if (unseen !== null) return { status: 'measured', values: {}, missing: { [metric]: unseen }, findings };
    return measured({ [metric]: refused.length + cut.length }, findings);
  },
});

/** Said to be wrong in the end; or said so with the whole text entered, and not looked at again. */
function isRefused({ errors, last }: Entry): boolean {
  return last === 'wrong' ? errors.length > 0 : last === 'unknown' && errors.length > 0;
}

function isCut({ full, kept, data }: Entry, persona: Readonly<Record<string, string>>): boolean {
  return full && kept < lettersAndDigits(data.map((key) => persona[key] ?? '').join(''));
}

function lettersAndDigits(text: string): number {
  return (text.match(/[\p{L}\p{N}]/gu) ?? []).length;
}

/** What is special about how the datum is written, as far as that can be what a form trips over. */
function writing(text: string): string {
  const marks = [
    /\+/.test(text) ? '+' : '',
    /\s/.test(text.trim()) ? 'spaces' : '',
    /[^\p{ASCII}]/u.test(text) ? 'accents' : '',
    /['’-]/.test(text) ? 'hyphens or apostrophes' : '',
  ].filter((mark) => mark !== '');
  return marks.length === 0 ? '' : `, here with ${marks.join(', ').replace(/, ([^,]*)$/, ' and $1')}`;
}

function refusal({ selector, label, data, errors }: Entry, persona: Readonly<Record<string, string>>): FindingDraft {
  const message = errors.at(-1)?.error.message?.text ?? '';
  return {
    kind: 'pain-point',
    severity: 'serious',
    title: `${label === '' ? 'A field' : `“${clipped(label, 80)}”`} says that the customer’s valid ${dataWords(data)} is wrong${message === '' ? '' : `: “${clipped(message, 120)}”`}${/[.!?]$/.test(message) && message.length <= 120 ? '' : '.'}`,
    advice: `Accept it the way people write it${writing(data.map((key) => persona[key] ?? '').join(' '))}, and bring it into your form on the server. If it cannot be valid on this site, as a postcode of another country or a card for tests, change the data of the persona.`,
    direction: 'stop',
    key: data.join('+'),
    selector,
    ...(message !== '' && { quote: clipped(message, 300) }),
    confidence: 'B',
    effort: 'small',
  };
}

function loss({ selector, label, data }: Entry): FindingDraft {
  return {
    kind: 'pain-point',
    severity: 'serious',
    title: `${label === '' ? 'A field' : `“${clipped(label, 80)}”`} has no room for the customer’s ${dataWords(data)}: the end is cut off without a word.`,
    advice: 'Raise maxlength, so that the datum fits with spaces and signs as people write it, and shorten it on the server.',
    direction: 'stop',
    key: `cut ${data.join('+')}`,
    selector,
    confidence: 'B',
    effort: 'small',
  };
}
