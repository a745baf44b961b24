import { z } from 'zod';

export const permissionKinds = ['notifications', 'geolocation', 'push', 'camera or microphone'] as const;

/** The page asked the browser for a permission. */
export const PermissionAsk = z.strictObject({
  kind: z.enum(permissionKinds),
  /** The customer had just pressed something or typed: the page was activated, in the HTML Standard's sense. */
  activated: z.boolean(),
  /** Index of the step under way; null: between steps. */
  step: z.number().int().nullable(),
});
export type PermissionAsk = z.infer<typeof PermissionAsk>;

/** What of a layer keeps people in it, and what there is to leave it by, as far as it can be seen without trying. */
export const LayerExits = z.strictObject({
  /** Names of its controls that say they close it, put it off or refuse; at most 5. A cross counts as a name. */
  closes: z.array(z.string()),
  /** What the browser itself closes it on, unless a script keeps it from that: a native dialog or popover. */
  browser: z.array(z.enum(['escape', 'outside'])),
  /** The browser keeps the focus in it: a modal native dialog, or all that is beside it is inert. A script that does so is seen by walking with the keyboard only. */
  keepsFocus: z.boolean(),
  /** Can the page below be scrolled by a person? `short`: there is nothing to scroll to. */
  scroll: z.enum(['free', 'locked', 'short']),
});
export type LayerExits = z.infer<typeof LayerExits>;
