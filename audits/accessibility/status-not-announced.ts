import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { StepEvidence } from '../../src/model/evidence.ts';
import type { HeardAfter } from '../../src/model/heard-evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { clipped, counted, some } from '../wording.ts';
import { criterion } from './sources.ts';
import { soundsLikeStatus } from './status-words.ts';

const why = 'Who cannot see the page does not notice a message that nobody says: the order seems placed although a field is wrong, or the button seems dead.';

const source = criterion('4.1.3', 'Status Messages');

const shared = { unit: 'count', better: 'lower', kind: 'exact', pass: 'experience', overJourney: 'sum', why, source } as const;

type Text = HeardAfter['appeared'][number];

/** A use of something that unfolds, or leads to another part of the page, is answered by that; its text is no message. */
function unfolds({ heard }: StepEvidence): boolean {
  const target = heard?.target;
  return target != null && (/^(?:tab|combobox|DisclosureTriangle.*)$/.test(target.role) || target.states.some((state) => state === 'collapsed' || state === 'expanded'));
}

function finding(step: StepEvidence, texts: readonly Text[], decided: boolean): FindingDraft {
  const quote = some(texts.map(({ text }) => `“${clipped(text, 100)}”`), 3);
  const [first] = texts;
  return {
    kind: 'pain-point',
    severity: decided ? 'serious' : 'moderate',
    title: decided ? `An error comes up that a screen reader does not say, after this step: ${step.description}.` : `A text comes up that a screen reader does not say, and it sounds like a message, after this step: ${step.description}.`,
    advice: decided
      ? 'Put the error into an element with role="alert" that is on the page from the start, or move the focus to the first field with an error.'
      : 'If this tells what came of the step, put it into an element with role="status" that is on the page from the start.',
    direction: 'do',
    key: `${decided ? 'error' : 'message'} ${step.description}`,
    ...(first && { selector: first.selector }),
    quote,
    confidence: 'B',
    judgement: decided ? 'decided' : 'needed',
    effort: 'small',
    wcag: ['4.1.3'],
  };
}

export const audit = defineAudit({
  id: 'accessibility/status-not-announced',
  area: 'accessibility',
  title: 'Messages that nobody says',
  why,
  source,
  pass: 'both',
  onlyWith: { hands: ['screen-reader'] },
  metrics: [
    {
      ...shared,
      id: 'accessibility.status-silent',
      title: 'Errors that are not announced',
      how: 'Steps after which text came up that belongs to a field marked as invalid (aria-describedby or aria-errormessage), while no live region said anything and the focus stayed where it was. Listened to for one second after the input, or until the next step; only for personas with a screen reader.',
    },
    {
      ...shared,
      id: 'accessibility.status-doubtful',
      title: 'Texts that came up unannounced',
      how: 'Other steps after which text came up that nothing announced, unless the step unfolded something. Whether it is a message has to be judged by a person; a finding is made where its words are those of errors or results in English, German, French, Spanish, Italian or Dutch.',
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    const used = steps.filter(({ heard, outcome, navigation, action }) => heard !== undefined && heard.way !== null && outcome === 'done' && navigation === 'none' && action !== 'hover' && action !== 'scroll');
    if (used.length === 0) return notApplicable('nothing was used here without going to another page');
    const silent = used.flatMap((step) => {
      const after = step.heard?.after;
      if (after == null || after.cut || after.focusMoved || after.announced.length > 0 || unfolds(step)) return [];
      const texts = after.appeared.filter(({ described }) => !described);
      const errors = texts.filter(({ error }) => error);
      return texts.length === 0 ? [] : [{ step, texts: errors.length > 0 ? errors : texts, decided: errors.length > 0 }];
    });
    const findings = silent.filter(({ texts, decided }) => decided || texts.some(({ text }) => soundsLikeStatus(text))).map(({ step, texts, decided }) => finding(step, decided ? texts : texts.filter(({ text }) => soundsLikeStatus(text)), decided));
    const values = { 'accessibility.status-silent': silent.filter(({ decided }) => decided).length, 'accessibility.status-doubtful': silent.filter(({ decided }) => !decided).length };
    const unheard = used.filter(({ heard }) => heard?.after == null || (heard.after.cut && heard.after.announced.length === 0 && !heard.after.focusMoved));
    if (unheard.length === 0) return measured(values, findings);
    const because = `after ${counted(unheard.length, 'step')} not all that changed could be listened to, first after: ${unheard[0]?.description ?? ''}`;
    return { status: 'measured', values: {}, missing: Object.fromEntries(Object.keys(values).map((id) => [id, because])), findings };
  },
});
