import { defineAudit, notAvailable } from '../../src/audit/define.ts';
import type { FocusChange } from '../../src/model/keyboard-evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { clipped, named, sentenceCase } from '../wording.ts';
import { criterion } from './sources.ts';
import { overWalk } from './walk.ts';

const why = 'Who moves through a page with the Tab key passes every control on the way. One that acts as soon as it is passed takes them away from where they wanted to go, and often they do not know why.';

const source = criterion('3.2.1', 'On Focus');

export const audit = defineAudit({
  id: 'accessibility/focus-change',
  area: 'accessibility',
  title: 'Goes elsewhere on focus',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.focus-changes',
      title: 'Controls that lead elsewhere when they get the focus',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Controls on a walk with the Tab key that ask for another page, send a form, open a window or a box of the browser, or change the address within the page when the focus comes to them, without being pressed. What the page asks for is refused before it is sent, and each is tried once more; at most 5 are counted.',
      source,
    },
  ],
  needs: ['tabWalk'],
  run({ tabWalk }) {
    const { changes } = tabWalk;
    if (changes === undefined) return notAvailable('the walk with the Tab key did not look at what the page does when the focus moves');
    const sure = changes.filter(({ again, how }) => again || how === 'route');
    return overWalk('accessibility.focus-changes', sure.length, changes.map(finding), tabWalk);
  },
});

const did: Readonly<Record<FocusChange['how'], string>> = {
  page: 'asks for another page',
  form: 'sends a form',
  window: 'opens a window',
  dialog: 'opens a box of the browser',
  route: 'changes the address of the page',
};

function finding(change: FocusChange): FindingDraft {
  const { how, url, role, name, selector, again } = change;
  return {
    kind: 'pain-point',
    severity: again && how !== 'dialog' ? 'serious' : 'moderate',
    title: again ? `${sentenceCase(named(change))} ${did[how]} as soon as the Tab key comes to it.` : `The page ${did[how]} while the Tab key is at ${named(change)}; someone has to see whether that comes from the focus.`,
    advice: 'Act when the control is pressed, not when it gets the focus.',
    direction: 'stop',
    key: `${role}.${name === '' ? 'nameless' : clipped(name, 80)}`,
    judgement: again ? 'decided' : 'needed',
    selector,
    ...(url !== '' && { quote: clipped(url, 200) }),
    confidence: 'B',
    effort: 'small',
    wcag: ['3.2.1'],
  };
}
