import thirdPartyWeb from 'lighthouse/core/lib/third-party-web.js';
import type { VisitEvidence } from '../../model/evidence.ts';
import type { Party } from '../../model/trust-evidence.ts';

/** The visit with whose hosts were asked at each touchpoint, from the list of third parties that Lighthouse brings (third-party-web). Hosts it does not know are left out. */
export function withParties(visit: VisitEvidence): VisitEvidence {
  return {
    ...visit,
    touchpoints: visit.touchpoints.map((touchpoint) => {
      const { requests } = touchpoint.collected;
      if (requests === undefined) return touchpoint;
      const hosts = new Set(requests.filter(({ thirdParty }) => thirdParty).flatMap(({ url }) => URL.parse(url)?.hostname ?? []));
      return { ...touchpoint, collected: { ...touchpoint.collected, parties: [...hosts].flatMap(partyOf) } };
    }),
  };
}

function partyOf(host: string): Party[] {
  const entity = thirdPartyWeb.getEntity(`https://${host}/`);
  return entity === undefined ? [] : [{ host, entity: entity.name, category: entity.category }];
}
