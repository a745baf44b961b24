import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { StepEvidence } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import { named, sentenceCase } from '../wording.ts';

const why = 'A control that does nothing when pressed makes people doubt themselves first and the site next.';

const source: Source = { title: 'PostHog, dead click definition: no change within 2,500 ms', year: 2026, url: 'https://github.com/PostHog/posthog-js' };

/** ms (PostHog 2026). */
const observation = 2500;

export const audit = defineAudit({
  id: 'friction/dead-controls',
  area: 'friction',
  title: 'Controls that do nothing',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'friction.dead-controls',
      title: 'Controls that do nothing',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Clicks of the journey on what looks as if it could be pressed (a control by its markup, or with a hand for a pointer) after which for 2.5 s nothing changed in the page, nothing was requested, nothing opened, and neither focus nor scroll position moved. Left out: fields, lists of the browser, players, drawings and links to other programs, whose effect a page does not see.',
      source,
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    const clicks = steps.filter(({ action, outcome }) => action === 'click' && outcome === 'done');
    if (clicks.length === 0) return notApplicable('nothing was clicked here');
    const unknown = clicks.filter((step) => isDead(step) === null).length;
    if (unknown > 0) return notAvailable(`what followed ${unknown} of ${clicks.length} clicks was not observed`);
    const dead = clicks.filter(isDead);
    return measured(
      { 'friction.dead-controls': dead.length },
      dead.map(({ target, description }) => ({
        kind: 'pain-point',
        severity: 'serious',
        title: target === null ? `Nothing happens: ${description}.` : `${sentenceCase(named(target))} does nothing when it is pressed.`,
        advice: 'Give it a function, or make it look like text instead of a control. If it waits for something else, disable it and say why.',
        direction: 'do',
        key: description,
        ...(target && { selector: target.selector }),
        confidence: 'B',
        effort: 'small',
      })),
    );
  },
});

/** By their role alone; for evidence that tells no more. */
const unseen = new Set(['textbox', 'searchbox', 'combobox', 'listbox', 'spinbutton', 'slider']);
const pressable = new Set(['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'menuitem', 'menuitemcheckbox', 'menuitemradio', 'option', 'treeitem']);

/** Does it look as if it could be pressed, and would the page see what comes of it? */
function promisesEffect({ pointing, target }: StepEvidence): boolean {
  if (pointing?.press !== undefined) return pointing.press.interactive && !pointing.press.silent;
  return target === null || (pressable.has(target.role) && !unseen.has(target.role));
}

/** null: not told, or not watched long enough to say that nothing followed. */
function isDead(step: StepEvidence): boolean | null {
  const { effect, navigation, untilFeedback } = step;
  if (navigation !== 'none' || untilFeedback !== null || !promisesEffect(step)) return false;
  if (effect === null) return null;
  const { mutations, requests, navigated, focusMoved, scrolled, opened, observed } = effect;
  if (mutations > 0 || requests > 0 || navigated || focusMoved || scrolled || opened) return false;
  return observed >= observation ? true : null;
}
