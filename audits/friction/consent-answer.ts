import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { clipped, counted, stableText } from '../wording.ts';
import { secondsWithoutWaits } from './klm.ts';

type Met = Collected['consent'][number];

const why = 'Whoever asks for consent has to take a no as easily as a yes. What cannot be answered as wished keeps standing in the way.';

const source: Source = { title: 'First-layer reject button on consent banners: 2.9 % of sites in 2018, 30.7 % in 2024 (11,364 sites)', year: 2026 };

const advice = 'Put a button that says what it does, for refusing as for agreeing, on the first layer, and take the layer away when either is pressed.';

export const audit = defineAudit({
  id: 'friction/consent-answer',
  area: 'friction',
  title: 'Requests for consent',
  why,
  source,
  pass: 'inspection',
  alsoUnreached: true,
  metrics: [
    {
      id: 'friction.consent-presses',
      title: 'Presses to answer requests for consent',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: "What the persona's hands pressed to accept or to reject, as the persona does, at most three presses for a layer. A layer that the plan deals with is not in it.",
      source,
    },
    {
      id: 'friction.consent-unanswered',
      title: 'Requests for consent that could not be answered',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Layers on which the persona found no way to accept or to reject, as it wanted, within three presses. The words are understood in English, German, French, Spanish, Italian and Dutch.',
      source,
    },
    {
      id: 'friction.consent-cover',
      title: 'Screen covered by requests for consent',
      unit: 'share',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'max',
      why,
      how: 'The largest share of the viewport that a request for consent covered, with its backdrop, when the persona met it.',
      source,
    },
  ],
  needs: ['consent'],
  run({ consent }, { steps, persona: { pace, hands } }) {
    const own = consent.filter(({ outcome }) => outcome !== 'left-to-plan');
    if (own.length === 0) return notApplicable('no request for consent was met that the plan does not deal with');
    const unanswered = own.filter(isUnanswered);
    const costOf = (met: Met): number => secondsWithoutWaits(steps.filter(({ index }) => met.steps.includes(index)), pace, hands);
    return measured({ 'friction.consent-presses': own.reduce((sum, { presses }) => sum + presses, 0), 'friction.consent-unanswered': unanswered.length, 'friction.consent-cover': Math.max(...own.map(({ layer }) => layer.covers)) }, [
      ...unanswered.map((met) => unansweredFinding(met, costOf(met))),
      ...own.filter(({ outcome, presses, layer }) => outcome === 'rejected' && presses > 1 && layer.offers.includes('accept')).map((met) => longWayFinding(met, costOf(met))),
    ]);
  },
});

function isUnanswered({ outcome }: Met): boolean {
  return outcome === 'not-carried-out' || outcome === 'put-off';
}

const keyOf = ({ layer }: Met): string => clipped(stableText(layer.name === '' ? 'nameless' : layer.name), 60);

function shared(met: Met, cost: number): Pick<FindingDraft, 'kind' | 'advice' | 'direction' | 'selector' | 'quote' | 'cost' | 'effort'> {
  const { ways, selector } = met.layer;
  return { kind: 'pain-point', advice, direction: 'do', selector, quote: ways.length === 0 ? 'no button or link with a name' : `ways out: ${ways.join(', ')}`, ...(met.steps.length > 0 && { cost }), effort: 'small' };
}

// That something was not understood is no proof that it is not there: the words are a list, and the finding says what they were looked for in.
function unansweredFinding(met: Met, cost: number): FindingDraft {
  const because = met.outcome === 'put-off' ? 'It could only be closed without an answer.' : (met.because ?? '');
  return {
    ...shared(met, cost),
    advice: `Try it by hand, since labels are told from a list of words. Where it holds: ${advice[0]?.toLowerCase()}${advice.slice(1)}`,
    severity: met.layer.modal ? 'serious' : 'moderate',
    title: `A customer who wants to ${met.wanted} cookies found no way to do so. ${because}`.trim(),
    key: `${met.wanted} ${met.obstacle ?? met.outcome} ${keyOf(met)}`,
    confidence: 'C',
  };
}

function longWayFinding(met: Met, cost: number): FindingDraft {
  return {
    ...shared(met, cost),
    severity: 'moderate',
    title: `Rejecting cookies takes ${counted(met.presses, 'press', 'presses')}, accepting them takes one.`,
    key: `long-way ${keyOf(met)}`,
    confidence: 'B',
  };
}
