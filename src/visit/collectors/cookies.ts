import type { CookieEvidence, StepEvidence } from '../../model/evidence.ts';
import { defineCollector } from './collector.ts';
import { isThirdPartyDomain } from './instruments/party.ts';

const most = 500;

// Ways out of a banner that are no consent, as they are labelled in English, German, French, Spanish, Italian and Dutch.
const refusing =
  /reject|refuse|declin|deny|disagree|necessary|essential|without accept|no,? thanks|not now|later|close|dismiss|ablehn|verweiger|notwendig|erforderlich|ohne zustimm|später|schlie(ß|ss)|refus|nécessaire|sans accepter|plus tard|fermer|rechaz|necesari|imprescindible|ahora no|cerrar|rifiut|necessari|senza accettare|chiudi|weiger|noodzakelijk|afwijz|sluit/i;

/** Was it by this step that the customer agreed? A banner that came up was answered, and not with a way to refuse. */
export function isConsent({ interruption, outcome, target }: Pick<StepEvidence, 'interruption' | 'outcome' | 'target'>): boolean {
  return interruption && outcome === 'done' && !refusing.test(target?.name ?? '');
}

/** Which cookies there are on arrival, never what is in them. */
export const cookies = defineCollector({
  field: 'cookies',
  passes: ['inspection'],
  async start({ context, origin, scrub }) {
    let consented = false;
    return {
      async afterStep(step) {
        consented ||= isConsent(step);
      },
      async collect() {
        const jar = (await context.cookies()).slice(0, most).map(
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
        return { jar, consented };
      },
    };
  },
});
