import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import { isLoopback } from '../../src/model/loopback.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import type { FormFacts } from '../../src/model/trust-evidence.ts';
import { address, hostOf } from '../wording.ts';

const why = 'A form is where the customer hands something over. It must arrive where they think it goes, unread on the way.';

const source: Source = { title: 'W3C Secure Contexts and Mixed Content, insecure form submissions', year: 2023, url: 'https://www.w3.org/TR/mixed-content/#forms' };

const metric = { unit: 'count', better: 'lower', kind: 'exact', pass: 'inspection', overJourney: 'max', why, source } as const;

export const audit = defineAudit({
  id: 'trust/forms',
  area: 'trust',
  title: 'Where forms are sent',
  why,
  source,
  pass: 'inspection',
  metrics: [
    { ...metric, id: 'trust.forms-insecure', title: 'Forms sent without encryption', how: 'Forms open on arrival with visible fields whose address does not begin with https; the own machine (loopback) counts as safe.' },
    { ...metric, id: 'trust.forms-elsewhere', title: 'Forms sent to others', how: 'Forms with visible fields that ask for a password, an email address, a telephone number or a card, and are sent to another party than the site. That can be right, as with a payment service.' },
    { ...metric, id: 'trust.forms-in-address', title: 'Forms that put personal data into the address, unless a script sends them', how: 'Forms with visible fields that ask for a password, an email address, a telephone number or a card, and have no method="post", so that what is typed stands in the address of the next page where the browser sends them. Whether a script sends them in its place cannot be seen before they are sent: what does stand in an address is told as personal data in addresses.' },
  ],
  needs: ['pageSigns'],
  run({ pageSigns }) {
    // What has no web address, as javascript:, is not sent by the browser; where its script sends it cannot be seen from here.
    const forms = pageSigns.forms.filter(({ fields, method, action }) => fields > 0 && method !== 'dialog' && /^https?:/.test(action));
    if (forms.length === 0) return notApplicable('no form with visible fields that the browser sends is here');
    const [insecure, elsewhere, open] = [forms.filter(isInsecure), forms.filter((form) => form.thirdParty && isPersonal(form)), forms.filter((form) => form.method === 'get' && isPersonal(form))];
    return measured({ 'trust.forms-insecure': insecure.length, 'trust.forms-elsewhere': elsewhere.length, 'trust.forms-in-address': open.length }, [
      ...insecure.map((form) => finding(form, `insecure ${address(form.action)}`, {
        severity: isPersonal(form) ? 'critical' : 'serious',
        title: 'What the customer types into this form is sent without encryption.',
        advice: 'Write https:// in its action.',
        direction: 'do',
        confidence: 'B',
      })),
      ...elsewhere.map((form) => finding(form, `elsewhere ${hostOf(form.action)}`, {
        severity: 'minor',
        title: `What the customer types into this form goes to ${hostOf(form.action)}. A person has to look whether they are told so.`,
        advice: 'Say beside the form who receives the data, or send it to your own site first.',
        direction: 'do',
        confidence: 'D',
      })),
      ...open.map((form) => finding(form, `address ${address(form.action)}`, {
        severity: form.password ? 'moderate' : 'minor',
        title: `Unless a script sends this form, ${form.password ? 'the password' : 'personal data'} of the customer will stand in the address of the next page. A person has to look what happens when the script fails or is late.`,
        advice: 'Give the form method="post": then nothing gets into the address, also where the script fails.',
        direction: 'do',
        confidence: 'D',
        judgement: 'needed',
      })),
    ]);
  },
});

function isPersonal({ password, personal }: FormFacts): boolean {
  return password || personal;
}

function isInsecure({ action }: FormFacts): boolean {
  const url = URL.parse(action);
  return url?.protocol === 'http:' && !isLoopback(url.hostname);
}

function finding({ selector, action, method }: FormFacts, key: string, told: Pick<FindingDraft, 'severity' | 'title' | 'advice' | 'direction' | 'confidence' | 'judgement'>): FindingDraft {
  return { kind: 'pain-point', ...told, key, selector, quote: `${method.toUpperCase()} ${address(action)}`, effort: 'small' };
}
