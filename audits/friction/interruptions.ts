import { defineAudit } from '../../src/audit/define.ts';
import type { Collected, StepEvidence } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft, Severity } from '../../src/model/results.ts';
import { clipped, stableText } from '../wording.ts';
import { secondsToDismiss, secondsWithoutWaits } from './klm.ts';

type Overlay = Collected['overlays'][number];

const why = 'People came to do something. Whatever pushes itself in front of it has to be read and got rid of first.';

const source: Source = { title: 'Card, Moran & Newell, Keystroke-Level Model: M + P + B to dismiss a layer', year: 1983 };

const shared = { better: 'lower', kind: 'exact', pass: 'inspection', why, source } as const;

/** Share of the viewport from which a layer gets in the way of what is below; a design choice. */
const inTheWay = 0.3;

const kinds: Readonly<Record<Overlay['kind'], { what: string; advice: string }>> = {
  consent: { what: 'a consent banner', advice: 'Ask only for what needs consent, in a strip that leaves the page usable, with refusing as easy as agreeing.' },
  newsletter: { what: 'an invitation to a newsletter', advice: 'Offer the newsletter within the page, after the customer got what they came for.' },
  chat: { what: 'a chat window', advice: 'Keep the chat a small button until someone wants it.' },
  login: { what: 'a demand to log in', advice: 'Let people go on as guests and offer an account at the end.' },
  app: { what: 'an invitation to install an app', advice: 'Mention the app in a small banner that does not cover anything.' },
  dialog: { what: 'a dialog', advice: 'Say it within the page, and only when the customer needs it.' },
  other: { what: 'a layer', advice: 'Put it into the page instead of on top of it, or leave it out.' },
};

export const audit = defineAudit({
  id: 'friction/interruptions',
  area: 'friction',
  title: 'Interruptions',
  why,
  source,
  pass: 'inspection',
  alsoUnreached: true,
  metrics: [
    {
      ...shared,
      id: 'friction.interruptions',
      title: 'Interruptions',
      unit: 'count',
      overJourney: 'sum',
      how: 'Layers on top of the page on arrival, plus optional steps of the plan that were needed to get rid of one, plus message boxes of the browser.',
    },
    {
      ...shared,
      id: 'friction.interruption-cover',
      title: 'Screen covered by layers',
      unit: 'share',
      overJourney: 'max',
      how: 'The largest share of the viewport that a layer on arrival covers together with its backdrop; 0 where there is none. Layers that were answered on the way are gone by then.',
    },
    {
      ...shared,
      id: 'friction.interruption-actions',
      title: 'Actions to get rid of interruptions',
      unit: 'count',
      overJourney: 'sum',
      how: 'Steps that were done to get something out of the way: optional ones of the plan, and answers to requests for consent. Layers that were left standing take none.',
    },
    {
      ...shared,
      id: 'friction.interruption-seconds',
      title: 'Seconds that interruptions cost',
      unit: 's',
      overJourney: 'sum',
      how: "Keystroke-Level Model, without waits: what the persona's hands did in those steps, plus M + P + B for each layer and message box that was still to be got rid of.",
    },
    {
      ...shared,
      id: 'friction.trapping-layers',
      title: 'Layers that keep people in',
      unit: 'count',
      overJourney: 'sum',
      how: 'Layers on arrival in which the browser keeps the focus (a modal dialog, the rest of the page inert), or below which a page that is longer than the window cannot be scrolled. Layers whose scripts keep the focus are told by accessibility/keyboard-trap.',
    },
    {
      ...shared,
      id: 'friction.returning-interruptions',
      title: 'Interruptions that come back',
      unit: 'count',
      overJourney: 'sum',
      how: 'Layers that had to be got rid of by the same control as before, earlier in the journey: the same role, name and place.',
    },
  ],
  needs: ['overlays', 'dialogs'],
  run({ overlays, dialogs }, { steps, before, persona: { pace, hands } }) {
    const done = steps.filter(isDismissal);
    const dismissed = done.filter(isFirstPress);
    const earlier = (before ?? []).flatMap((place) => place.steps.filter((step) => isDismissal(step) && isFirstPress(step)));
    const again = new Set(dismissed.filter((step, index) => [...earlier, ...dismissed.slice(0, index)].some((one) => controlOf(one) === controlOf(step))));
    const left = overlays.length + dialogs.length;
    const seconds = secondsWithoutWaits(done, pace, hands) + left * secondsToDismiss(pace);
    const values = {
      'friction.interruptions': overlays.length + dismissed.length + dialogs.length,
      'friction.interruption-cover': Math.max(0, ...overlays.map(({ covers }) => covers)),
      'friction.interruption-actions': done.length,
      'friction.interruption-seconds': seconds,
    };
    const exits = overlays.flatMap((overlay) => overlay.exits ?? []);
    const missing = {
      ...(exits.length < overlays.length && { 'friction.trapping-layers': 'what keeps people in the layers was not recorded' }),
      ...(before === undefined && { 'friction.returning-interruptions': 'what was got rid of before is not known' }),
    };
    const told = { ...values, 'friction.trapping-layers': exits.filter(traps).length, 'friction.returning-interruptions': again.size };
    return {
      status: 'measured',
      values: Object.fromEntries(Object.entries(told).filter(([id]) => !(id in missing))),
      ...(Object.keys(missing).length > 0 && { missing }),
      findings: [...overlays.map((overlay) => layerFinding(overlay, secondsToDismiss(pace))), ...dismissed.map((step) => dismissedFinding(step, again.has(step), secondsWithoutWaits([step], pace, hands)))],
    };
  },
});

function isDismissal({ interruption, outcome }: StepEvidence): boolean {
  return interruption && outcome === 'done';
}

/** Of several presses for one request for consent the first stands for it. */
function isFirstPress({ consent }: StepEvidence): boolean {
  return (consent?.press ?? 1) === 1;
}

function controlOf({ target, description }: StepEvidence): string {
  return target === null ? description : `${target.role} ${target.name} ${target.selector}`;
}

function traps({ keepsFocus, scroll }: NonNullable<Overlay['exits']>): boolean {
  return keepsFocus || scroll === 'locked';
}

function layerFinding(overlay: Overlay, cost: number): FindingDraft {
  return {
    kind: 'pain-point',
    severity: severityOf(overlay),
    title: `On arrival ${kinds[overlay.kind].what} covers ${Math.round(overlay.covers * 100)} % of the screen${overlay.modal ? ' and nothing else can be used' : ''}${overlay.exits?.scroll === 'locked' ? (overlay.modal ? ', and the page below cannot be scrolled' : ' and the page below cannot be scrolled') : ''}.`,
    advice: kinds[overlay.kind].advice,
    direction: 'stop',
    key: `${overlay.kind} ${clipped(stableText(overlay.name === '' ? 'nameless' : overlay.name), 60)}`,
    selector: overlay.selector,
    quote: waysOut(overlay),
    cost,
    confidence: 'B',
    effort: 'small',
  };
}

function waysOut({ ways, exits }: Overlay): string {
  const controls = ways.length === 0 ? 'no button or link to get rid of it' : `ways out: ${ways.join(', ')}`;
  if (exits === undefined) return controls;
  const named = ways.length > 0 && exits.closes.length === 0 ? ['none of them says that it closes or refuses'] : [];
  const browser = exits.browser.map((way) => (way === 'escape' ? 'the browser closes it on Escape' : 'the browser closes it on a press beside it'));
  return [controls, ...named, ...browser].join('; ');
}

function dismissedFinding(step: StepEvidence, again: boolean, cost: number): FindingDraft {
  return {
    kind: 'pain-point',
    severity: again ? 'serious' : 'moderate',
    title: again ? `What the customer had got rid of comes back and has to be got out of the way again: ${step.description}.` : `The customer is held up and has to get something out of the way first: ${step.description}.`,
    advice: again ? 'Remember the answer, and do not ask again.' : 'Leave it out, or show it where it does not stand in the way.',
    direction: 'stop',
    key: `${again ? 'again' : 'step'} ${step.description}`,
    ...(step.target && { selector: step.target.selector }),
    cost,
    confidence: again ? 'B' : 'C',
    effort: 'small',
  };
}

function severityOf({ modal, covers, ways }: Overlay): Severity {
  if (modal && ways.length === 0) return 'critical';
  if (modal) return 'serious';
  return covers >= inTheWay ? 'moderate' : 'minor';
}
