import { defineAudit, measured } from '../../../../src/audit/define.ts';
import { metric, source } from '../evidence.ts';

export const audits = [
  defineAudit({
    id: 'speed/lighthouse-lcp',
    area: 'speed',
    title: 'LCP as Lighthouse models it',
    why: 'Because',
    source,
    pass: 'inspection',
    metrics: [metric('speed.lighthouse-lcp', { pass: 'inspection' })],
    needs: ['lighthouse'],
    run: ({ lighthouse }) => measured({ 'speed.lighthouse-lcp': lighthouse[0]?.metrics['largest-contentful-paint'] ?? Number.NaN }),
  }),
];
