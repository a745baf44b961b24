import { FormEvidence, type Entry, type FieldError } from '../../model/form-evidence.ts';
import type { StepEvidence } from '../../model/evidence.ts';
import { collectForms, type FieldLook, type FormQuestion, type WatchedField } from '../in-page/collect-forms.ts';
import { defineCollector } from './collector.ts';
import { moreThan } from './instruments/bounded.ts';
import { evaluateApart } from './instruments/evaluate-apart.ts';

const most = { entries: 200, errors: 50, captchas: 20, each: 5 };
/** ms for one look at the fields, and for all there is on arrival. */
const limits = { look: 2_000, arrival: 10_000 };

interface Watched {
  field: WatchedField;
  entry: Entry;
  /** It said it was wrong at the last look. */
  wrong: boolean;
}

/**
 * What became of the persona's data in the fields of the main frame: looked at after each step from the first field filled in, while its
 * form is there. Reads only. Fields in frames are not looked into, and have no entry.
 */
export const forms = defineCollector({
  field: 'forms',
  passes: ['inspection'],
  openRoots: true,
  async start({ cdp, scrub }) {
    let watched: Watched[] = [];
    let next = 0;
    /** What comes up late is still of the last step; null: there was none since the page was looked at on arrival. */
    let last: { when: 'left' | 'sent'; step: number } | null = null;
    let cut: string[] = [];
    let entriesLeftOut = false;
    /** Steps around which the page did not say what stood in its fields. */
    let unanswered: number[] = [];
    const scrubbed = ({ selector, label, message, ...rest }: FieldError): FieldError => ({
      ...rest,
      selector: scrub(selector),
      label: scrub(label),
      message: message === null ? null : { ...message, text: scrub(message.text), selector: scrub(message.selector) },
    });
    const ask = async (question: Omit<FormQuestion, 'fields' | 'most'>, timeout: number) =>
      await evaluateApart(cdp, collectForms, { ...question, fields: watched.map(({ field }) => field), most: { errors: most.errors + 1, captchas: most.captchas } }, timeout);
    const note = (looks: readonly FieldLook[], when: 'left' | 'sent', step?: number): void => {
      for (const look of looks) {
        const one = watched.find(({ field }) => field.id === look.id);
        if (one !== undefined) update(one, look, when, scrubbed, step);
      }
    };

    return {
      async beforeStep(index, action) {
        if (action !== 'fill') return;
        const answer = await ask({ ask: 'before', filled: null }, limits.look).catch(() => null);
        if (answer === null) unanswered.push(index);
        else note(answer.looks, last?.when ?? 'left', last?.step);
      },
      async afterStep(step) {
        const { action, outcome, navigation } = step;
        if (outcome !== 'done') return;
        const filled = fillOf(step, next);
        if (filled === null && watched.length === 0) return;
        const answer = await ask({ ask: 'look', filled }, limits.look).catch(() => null);
        if (answer === null) {
          // What a page that is left would have said, nobody has seen.
          if (navigation !== 'hard') unanswered.push(step.index);
          return;
        }
        const own = answer.looks.find(({ id }) => id === filled?.id);
        if (own !== undefined && watched.length >= most.entries) entriesLeftOut = true;
        else if (own !== undefined) {
          next += 1;
          // Typed into once more: what is said of it from now on is about this.
          watched = watched.filter(({ field }) => !(field.selector === own.selector && field.name === own.name && field.label === own.label));
          const { id, selector, label, name, kept, full } = own;
          watched.push({ field: { id, selector, label, name }, entry: { step: step.index, selector: scrub(selector), label: scrub(label), data: step.typed?.data ?? [], kept, full, errors: [], last: 'unknown', premature: own.premature && own.error === null }, wrong: false });
        }
        last = { when: action === 'click' || action === 'press' ? 'sent' : 'left', step: step.index };
        note(answer.looks, last.when, last.step);
      },
      async collect() {
        const { looks, errors, captchas, cut: isCut } = await ask({ ask: 'arrive', filled: null }, limits.arrival);
        note(looks, last?.when ?? 'left', last?.step);
        last = null;
        // One more than is kept shows that there were more.
        const leftOut = entriesLeftOut;
        entriesLeftOut = false;
        const silent = [...new Set(unanswered)];
        unanswered = [];
        cut = [...(silent.length > 0 ? [`the page did not say what stood in its fields around step ${silent.map((index) => index + 1).join(', ')}`] : []), ...(leftOut ? [moreThan(most.entries, 'entries')] : []), ...(errors.length > most.errors ? [moreThan(most.errors, 'error messages')] : []), ...(isCut ? ['the page has more elements than are looked at'] : [])];
        const entries = watched.map(({ entry }) => entry).filter(({ step, errors: told }) => step !== null || told.length > 0);
        // At the next touchpoint only what newly comes up counts; what is gone from the page will not.
        watched = watched.map((one) => ({ ...one, entry: { ...one.entry, step: null, errors: [], premature: false } }));
        return FormEvidence.parse({
          entries,
          errors: errors.slice(0, most.errors).map(scrubbed),
          captchas: captchas.map((captcha) => ({ ...captcha, selector: scrub(captcha.selector), evidence: scrub(captcha.evidence) })),
        });
      },
      partial: () => (cut.length === 0 ? undefined : cut.join(', and ')),
    };
  },
});

/** The field that a step filled in with what the persona or the plan has; a secret is nothing to judge. */
function fillOf({ typed, target }: StepEvidence, id: number): FormQuestion['filled'] {
  return typed === undefined || typed.data.length === 0 || target === null ? null : { id, selector: target.selector, label: target.name };
}

function update(one: Watched, look: FieldLook, when: 'left' | 'sent', scrubbed: (error: FieldError) => FieldError, step?: number): void {
  // What has been emptied has lost what was typed: nothing can be said about that any more.
  const error = look.empty ? null : look.error;
  if (error !== null && !one.wrong && one.entry.errors.length < most.each) one.entry.errors.push({ when: look.focused ? 'typing' : when, error: scrubbed(error), ...(step !== undefined && { step }) });
  one.wrong = error !== null;
  if (!look.focused && !look.empty) one.entry.last = one.wrong ? 'wrong' : 'fine';
}
