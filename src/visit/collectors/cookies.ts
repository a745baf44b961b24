import type { Request } from 'playwright-core';
import { puttingOff, refusing } from '../../model/consent-words.ts';
import type { CookieEvidence, StepEvidence } from '../../model/evidence.ts';
import { defineCollector } from './collector.ts';
import { moreThan } from './instruments/bounded.ts';
import { isThirdPartyDomain } from './instruments/party.ts';
import { within } from '../patience.ts';

const most = 500;

/** ms that the answers to what the page sends without waiting for one are waited for: they set cookies too. A design choice. */
const answerCap = 1_000;

/** Was it by this step that the customer agreed? A banner that came up was answered, and not with a way to refuse. */
function isConsent({ interruption, outcome, target, consent }: Pick<StepEvidence, 'interruption' | 'outcome' | 'target' | 'consent'>): boolean {
  return consent === undefined && interruption && outcome === 'done' && ![refusing, puttingOff].some((words) => words.test(target?.name ?? ''));
}

/** Which cookies there are on arrival, once what the page had sent by then is answered; never what is in them. */
export const cookies = defineCollector({
  field: 'cookies',
  passes: ['inspection'],
  async start({ context, page, origin, scrub, consented: agreed }) {
    let consented = false;
    let isPartial = false;
    const sent = new Set<Request>();
    let allAnswered = (): void => undefined;
    page.on('request', (request) => {
      if (/^(?:ping|beacon)$/.test(request.resourceType()) && sent.size < most) sent.add(request);
    });
    const answered = (request: Request): void => {
      sent.delete(request);
      if (sent.size === 0) allAnswered();
    };
    page.on('response', (response) => answered(response.request()));
    page.on('requestfailed', answered);
    return {
      async afterStep(step) {
        consented ||= isConsent(step);
      },
      async collect() {
        if (sent.size > 0) await within(new Promise<void>((resolve) => (allAnswered = resolve)), answerCap);
        // What never is answered is not waited for again.
        sent.clear();
        const all = await context.cookies();
        isPartial = all.length > most;
        const jar = all.slice(0, most).map(
          ({ name, domain, path, expires, secure, httpOnly, sameSite }): CookieEvidence => ({
            name: scrub(name),
            domain,
            path: scrub(path),
            expires: expires < 0 ? null : expires,
            secure,
            httpOnly,
            sameSite: sameSite ?? 'unset',
            thirdParty: isThirdPartyDomain(domain, origin),
          }),
        );
        return { jar, consented: consented || agreed?.() === true };
      },
      partial: () => (isPartial ? moreThan(most, 'cookies') : undefined),
    };
  },
});
