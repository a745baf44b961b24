import { z } from 'zod';
import { PermissionAsk, permissionKinds } from '../../model/interruption-evidence.ts';
import { watchPermissions } from '../in-page/watch-permissions.ts';
import { defineCollector } from './collector.ts';
import { eventsArrived } from './instruments/events-arrived.ts';

const binding = '__mysteryShopperPermission';
const most = 100;

// The page could send anything: only what has the right shape is taken.
const Message = z.strictObject({ kind: z.enum(permissionKinds), activated: z.boolean(), more: z.boolean() });

function parse(payload: string): z.infer<typeof Message> | null {
  if (payload.length > 200) return null;
  try {
    return Message.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}

/** Permissions the page asks the browser for, in the document and its frames of the same site. The page goes on as if nobody had listened. */
export const permissions = defineCollector({
  field: 'permissions',
  passes: ['inspection'],
  async start({ cdp, currentStep }) {
    let asks: PermissionAsk[] = [];
    let cut = false;
    /** The document asked so often that it tells no more, for as long as it is there. */
    let silenced = false;
    let told = false;
    cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
      const message = name === binding ? parse(payload) : null;
      if (message === null) return;
      const { kind, activated, more } = message;
      silenced ||= more;
      cut ||= more || asks.length >= most;
      if (!cut) asks.push({ kind, activated, step: currentStep() });
    });
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) silenced = false;
    });
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: binding });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${watchPermissions})(${JSON.stringify(binding)})` });
    return {
      async collect() {
        await eventsArrived(cdp);
        const asked = asks;
        told = cut;
        [asks, cut] = [[], silenced];
        return asked;
      },
      partial: () => (told ? 'the page asked for permissions again and again, and not all of it was noted' : undefined),
    };
  },
});
