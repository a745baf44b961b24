import type { PlanInput } from '../../src/config/schema.ts';
import { against, usual, type Planted, type Scenario } from './scenarios.ts';

const persona = 'desktop-control';
/** The touchpoint that is as usual on both sites, whatever is planted before it. */
export const asUsual = 'again';

/** The page, a click on it, and the page again: the same on both sites but for what is planted. */
export function planOf({ planted, gates, samples }: Pick<Scenario, 'planted' | 'gates' | 'samples'>, origins: { ours: string; reference: string }): PlanInput {
  const visit = (what: Planted): { visit: string }[] => [{ visit: addressOf(what) }];
  return {
    name: 'Gates',
    sites: { ours: { origin: origins.ours, role: 'own' }, [against]: { origin: origins.reference, role: 'reference' } },
    personas: [persona],
    journeys: {
      order: {
        goal: 'Order a tent',
        touchpoints: {
          page: { stage: 'awareness', steps: visit({}), on: { ours: { steps: visit(planted) } }, arrived: { heading: 'Order a tent' } },
          answer: { stage: 'consideration', steps: [{ click: { role: 'button', name: 'Add one' } }], arrived: { text: 'In the basket: 1' } },
          [asUsual]: { stage: 'purchase', steps: visit({}), arrived: { heading: 'Order a tent' } },
        },
      },
    },
    gates: [...gates],
    ...(samples !== undefined && { samples }),
  };
}

function addressOf(planted: Planted): string {
  const { server, ...rest } = { ...usual, ...planted };
  return `/?${new URLSearchParams({ delay: String(server), ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])) })}`;
}
