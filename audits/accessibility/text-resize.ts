import { defineAudit, measured, notAvailable } from '../../src/audit/define.ts';
import { decidedLosses, lossFindings, undecidedLosses } from './lost-text.ts';
import { criterion } from './sources.ts';

const why = 'Many people set their text larger or zoom in. Text that is then cut off or printed over other text cannot be read by them.';

const source = criterion('1.4.4', 'Resize Text');

const shared = { unit: 'count', better: 'lower', kind: 'exact', pass: 'inspection', overJourney: 'sum', why, source } as const;

const zoomedIn = { when: 'when the page is zoomed to 200 %', wcag: '1.4.4' };
const enlarged = { when: "with the browser's text size at 200 %", wcag: '1.4.4' };

export const audit = defineAudit({
  id: 'accessibility/text-resize',
  area: 'accessibility',
  title: 'Text lost at 200 %',
  why,
  source,
  pass: 'inspection',
  metrics: [
    { ...shared, id: 'accessibility.zoom-losses', title: 'Texts lost at 200 % zoom', how: "Texts that can be read in the persona's window and are cut off or printed over each other in one of 640 by 512 CSS px, which is 1280 by 1024 at 200 %." },
    { ...shared, id: 'accessibility.large-text-losses', title: 'Texts lost with text at 200 %', how: "Texts that are cut off, shortened or printed over each other when the browser's font size is doubled. A page may pass WCAG 1.4.4 by zooming instead, so a person has to judge." },
  ],
  needs: ['layouts'],
  run({ layouts: { zoomed, large } }) {
    if (zoomed === null && large === null) return notAvailable('this persona has text at 200 % and a phone, so that nothing else could be compared');
    const missing = {
      ...(zoomed === null && { 'accessibility.zoom-losses': 'a phone zooms without laying the page out again' }),
      ...(large === null && { 'accessibility.large-text-losses': "this persona's text is that large already" }),
    };
    const values = {
      ...(zoomed && { 'accessibility.zoom-losses': decidedLosses(zoomed) }),
      ...(large && { 'accessibility.large-text-losses': decidedLosses(large) + undecidedLosses(large) }),
    };
    const findings = [...(zoomed === null ? [] : lossFindings(zoomed, zoomedIn)), ...(large === null ? [] : lossFindings(large, enlarged, false).map((draft) => ({ ...draft, key: `large-text-${draft.key}` })))];
    return Object.keys(missing).length === 0 ? measured(values, findings) : { status: 'measured', values, missing, findings };
  },
});
