import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import type { PermissionAsk } from '../../src/model/interruption-evidence.ts';
import { afterStep, firstOfEach } from '../wording.ts';
import { secondsToDismiss } from './klm.ts';

const why = 'Who is asked for a permission before they know what for says no, and is held up by the question.';

const source: Source = { title: 'Lighthouse, notification-on-start: requests the notification permission on page load', year: 2019, url: 'https://developer.chrome.com/docs/lighthouse/best-practices/notification-on-start' };

const what: Readonly<Record<PermissionAsk['kind'], string>> = {
  notifications: 'to send notifications',
  push: 'to send push messages',
  geolocation: 'to know where the customer is',
  'camera or microphone': 'to use the camera or the microphone',
};

export const audit = defineAudit({
  id: 'friction/permission-prompts',
  area: 'friction',
  title: 'Permissions asked for unprompted',
  why,
  source,
  pass: 'inspection',
  alsoUnreached: true,
  metrics: [
    {
      id: 'friction.permission-prompts',
      title: 'Permissions asked for unprompted',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Kinds of permission (notifications, push messages, location, camera or microphone) that the page asked the browser for without the customer having just pressed or typed something. Whether a window comes up depends on the browser and on what was answered before; a page that finds out beforehand that it would be refused may ask real customers, and not this one.',
      source,
    },
  ],
  needs: ['permissions'],
  run({ permissions }, { steps, persona: { pace } }) {
    const unprompted = firstOfEach(permissions.filter(({ activated }) => !activated), ({ kind }) => kind);
    return measured(
      { 'friction.permission-prompts': unprompted.length },
      unprompted.map(([kind, { step }]): FindingDraft => ({
        kind: 'pain-point',
        severity: 'moderate',
        title: `The page asks for permission ${what[kind as PermissionAsk['kind']]} without having been asked for anything that needs it${afterStep(steps, step)}.`,
        advice: 'Ask when the customer presses something that needs the permission, and say beside it what for.',
        direction: 'stop',
        key: kind,
        cost: secondsToDismiss(pace),
        confidence: 'B',
        effort: 'small',
      })),
    );
  },
});
