import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import type { Severity } from '../../src/model/results.ts';
import { clipped, stableText } from '../wording.ts';
import { effortOf, secondsOf, secondsToDismiss } from './klm.ts';

type Overlay = Collected['overlays'][number];

const why = 'People came to do something. Whatever pushes itself in front of it has to be read and got rid of first.';

const source: Source = { title: 'Card, Moran & Newell, Keystroke-Level Model: M + P + B to dismiss a layer', year: 1983 };

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
      id: 'friction.interruptions',
      title: 'Interruptions',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Layers on top of the page on arrival, plus optional steps of the plan that were needed to get rid of one, plus message boxes of the browser.',
      source,
    },
  ],
  needs: ['overlays', 'dialogs'],
  run({ overlays, dialogs }, { steps, persona: { pace, hands } }) {
    const dismissed = steps.filter(({ interruption, outcome, consent }) => interruption && outcome === 'done' && (consent?.press ?? 1) === 1);
    return measured({ 'friction.interruptions': overlays.length + dismissed.length + dialogs.length }, [
      ...overlays.map((overlay) => ({
        kind: 'pain-point' as const,
        severity: severityOf(overlay),
        title: `On arrival ${kinds[overlay.kind].what} covers ${Math.round(overlay.covers * 100)} % of the screen${overlay.modal ? ' and nothing else can be used' : ''}.`,
        advice: kinds[overlay.kind].advice,
        direction: 'stop' as const,
        key: `${overlay.kind} ${clipped(stableText(overlay.name === '' ? overlay.selector : overlay.name), 60)}`,
        selector: overlay.selector,
        quote: overlay.ways.length === 0 ? 'no button or link to get rid of it' : `ways out: ${overlay.ways.join(', ')}`,
        cost: secondsToDismiss(pace),
        confidence: 'B' as const,
        effort: 'small' as const,
      })),
      ...dismissed.map((step) => ({
        kind: 'pain-point' as const,
        severity: 'moderate' as const,
        title: `The customer is held up and has to get something out of the way first: ${step.description}.`,
        advice: 'Leave it out, or show it where it does not stand in the way.',
        direction: 'stop' as const,
        key: `step ${step.description}`,
        ...(step.target && { selector: step.target.selector }),
        cost: secondsOf(effortOf([step], pace, hands)),
        confidence: 'C' as const,
        effort: 'small' as const,
      })),
    ]);
  },
});

function severityOf({ modal, covers, ways }: Overlay): Severity {
  if (modal && ways.length === 0) return 'critical';
  if (modal) return 'serious';
  return covers >= inTheWay ? 'moderate' : 'minor';
}
