import { puttingOff, refusing } from '../../model/consent-words.ts';
import type { CookieEvidence, StepEvidence } from '../../model/evidence.ts';
import { defineCollector } from './collector.ts';
import { moreThan } from './instruments/bounded.ts';
import { isThirdPartyDomain } from './instruments/party.ts';

const most = 500;

/** Was it by this step that the customer agreed? A banner that came up was answered, and not with a way to refuse. */
function isConsent({ interruption, outcome, target, consent }: Pick<StepEvidence, 'interruption' | 'outcome' | 'target' | 'consent'>): boolean {
  return consent === undefined && interruption && outcome === 'done' && ![refusing, puttingOff].some((words) => words.test(target?.name ?? ''));
}

/** Which cookies there are on arrival, never what is in them. */
export const cookies = defineCollector({
  field: 'cookies',
  passes: ['inspection'],
  async start({ context, origin, scrub, consented: agreed }) {
    let consented = false;
    let isPartial = false;
    return {
      async afterStep(step) {
        consented ||= isConsent(step);
      },
      async collect() {
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
