import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';

type Captcha = Collected['forms']['captchas'][number];

const why = 'A test that is to keep programs out keeps people out too: who does not see well, does not know the pictures or is in a hurry.';

const source: Source = { title: 'W3C, Inaccessibility of CAPTCHA: alternatives to visual Turing tests on the web', year: 2021, url: 'https://www.w3.org/TR/turingtest/' };

export const audit = defineAudit({
  id: 'friction/captcha',
  area: 'friction',
  title: 'Tests for being human',
  why,
  source,
  pass: 'inspection',
  alsoUnreached: true,
  metrics: [
    {
      id: 'friction.captchas',
      title: 'Tests for being human',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'CAPTCHAs that the customer gets to see: reCAPTCHA, hCaptcha, Turnstile and Arkose Labs by their hosts, frame titles and answer fields, and pictures to copy characters from. Those that work unseen do not count. None is ever answered.',
      source,
    },
  ],
  needs: ['forms'],
  run({ forms: { captchas } }) {
    const shown = captchas.filter((captcha) => captcha.shown);
    return measured({ 'friction.captchas': shown.length }, shown.map(finding));
  },
});

function finding({ provider, selector, evidence }: Captcha): FindingDraft {
  const image = provider === 'image';
  return {
    kind: 'pain-point',
    severity: image ? 'serious' : 'moderate',
    title: image ? 'The customer has to copy characters from a picture.' : `The customer is shown a test for being human (${provider}).`,
    advice: image ? 'Replace it: people who do not see it cannot pass. Limits on tries and checks that work unseen stop programs as well.' : 'Show it only after signs of misuse, or use a check that works unseen; offer another way for those who cannot pass it.',
    direction: 'stop',
    key: provider,
    selector,
    quote: evidence,
    confidence: 'B',
    effort: 'medium',
  };
}
