import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import { refusing } from '../../src/model/consent-words.ts';
import type { Source } from '../../src/model/metric.ts';

const why = 'When refusing is harder than agreeing the choice is none, and people feel tricked before they have seen anything.';

const source: Source = { title: 'First-layer reject button on consent banners: 2.9 % of sites in 2018, 30.7 % in 2024 (11,364 sites)', year: 2026 };

// English, German, French, Spanish, Italian, Dutch.
const agreeing = /accept|agree|allow|consent|got it|\bok(ay)?\b|akzept|zustimm|einverstanden|erlauben|accepter|autoriser|d.accord|acept|permitir|accett|consent|accepteer|akkoord|toestaan/i;

export const audit = defineAudit({
  id: 'trust/consent-choice',
  area: 'trust',
  title: 'Refusing is not offered',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'trust.consent-without-refusal',
      title: 'Consent banners that do not offer refusing',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'max',
      why,
      how: 'Consent banners open on arrival with a way to agree and none to refuse on their first layer. The words are understood in English, German, French, Spanish, Italian and Dutch.',
      source,
    },
  ],
  needs: ['overlays'],
  run({ overlays }) {
    const banners = overlays.filter(({ kind }) => kind === 'consent');
    if (banners.length === 0) return notApplicable('no consent banner is open here');
    const understood = banners.filter(({ ways }) => ways.some((way) => agreeing.test(way) || refusing.test(way)));
    if (understood.length === 0) return notAvailable('the buttons of the consent banner were not understood');
    const oneSided = understood.filter(({ ways }) => !ways.some((way) => refusing.test(way)));
    return measured(
      { 'trust.consent-without-refusal': oneSided.length },
      oneSided.map(({ ways, selector }) => ({
        kind: 'pain-point',
        severity: 'serious',
        title: 'The consent banner lets people agree, but does not offer to refuse.',
        advice: 'Put a button to refuse beside the one to agree, in the same size and colour.',
        direction: 'do',
        key: 'no-refusal',
        selector,
        quote: ways.join(', '),
        confidence: 'B',
        effort: 'small',
      })),
    );
  },
});
