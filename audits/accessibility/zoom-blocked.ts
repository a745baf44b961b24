import { defineAudit, measured } from '../../src/audit/define.ts';
import { criterion } from './sources.ts';

const why = 'Enlarging text with two fingers is the first thing people do who cannot read it. Blocking that shuts them out.';

const source = criterion('1.4.4', 'Resize Text');

/** WCAG 1.4.4: text can be enlarged up to 200 %. */
const scale = 2;

export const audit = defineAudit({
  id: 'accessibility/zoom-blocked',
  area: 'accessibility',
  title: 'Zooming in is blocked',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.zoom-blocked',
      title: 'Pages that block zooming in',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: '1 if the viewport meta tag forbids zooming or allows less than 200 %, or if touch-action forbids zooming with two fingers in the whole window, else 0.',
      source,
    },
  ],
  needs: ['census'],
  run({ census: { viewport, pinchBarred = 0 } }) {
    const byTouchAction = pinchBarred >= 1;
    if (!blocksZoom(viewport) && !byTouchAction) return measured({ 'accessibility.zoom-blocked': 0 });
    return measured({ 'accessibility.zoom-blocked': 1 }, [
      {
        kind: 'pain-point',
        severity: 'serious',
        title: 'The page does not let people zoom in.',
        advice: blocksZoom(viewport) ? 'Remove user-scalable and maximum-scale from the viewport meta tag.' : 'Let touch-action be auto or manipulation, or add pinch-zoom to it, wherever there is something to read.',
        direction: 'stop',
        key: 'blocked',
        quote: blocksZoom(viewport) ? viewport : 'touch-action without pinch-zoom in the whole window',
        judgement: 'decided',
        confidence: 'B',
        effort: 'small',
        wcag: ['1.4.4'],
      },
    ]);
  },
});

/** Content of the meta tag, as in width=device-width, maximum-scale=1. */
export function blocksZoom(viewport: string): boolean {
  const settings = new Map(viewport.split(/[,;]/).map((part) => part.trim().toLowerCase().split(/\s*=\s*/)).map(([key = '', value = '']) => [key, value]));
  const scalable = settings.get('user-scalable');
  const largest = Number.parseFloat(settings.get('maximum-scale') ?? '');
  // Browsers take a negative maximum for none at all.
  return scalable === 'no' || scalable === '0' || (largest >= 0 && largest < scale);
}
