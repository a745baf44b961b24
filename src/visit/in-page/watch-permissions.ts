/** What the page asks for, with whether the customer had just done something. */
export interface PermissionMessage {
  kind: string;
  activated: boolean;
  /** It asks more often than is told. */
  more?: boolean;
}

/**
 * Tells when the page asks for a permission, and lets it ask: each call goes on with the arguments and the receiver it had, and gives what it
 * would have given. Runs in the page, before its scripts.
 */
export function watchPermissions(binding: string): void {
  const scope = globalThis as unknown as Record<string, ((payload: string) => void) | undefined>;
  const send = scope[binding];
  delete scope[binding];
  if (send === undefined) return;
  const { apply, getOwnPropertyDescriptor, defineProperty } = Reflect;
  const { stringify } = JSON;
  const { userActivation } = navigator;
  const most = 50;
  let told = 0;
  const tell = (kind: string): void => {
    if (told > most) return;
    told += 1;
    const message: PermissionMessage = { kind, activated: userActivation.isActive, more: told > most };
    send(stringify(message));
  };
  const watch = (owner: object | undefined, name: string, kind: string): void => {
    const descriptor = owner === undefined ? undefined : getOwnPropertyDescriptor(owner, name);
    if (owner === undefined || typeof descriptor?.value !== 'function') return;
    const value = new Proxy(descriptor.value as (...given: unknown[]) => unknown, {
      apply(asked, receiver, given) {
        tell(kind);
        return apply(asked, receiver, given) as unknown;
      },
    });
    defineProperty(owner, name, { ...descriptor, value });
  };
  const known = globalThis as unknown as Record<string, { prototype: object } | undefined>;
  watch(known['Notification'], 'requestPermission', 'notifications');
  watch(known['Geolocation']?.prototype, 'getCurrentPosition', 'geolocation');
  watch(known['Geolocation']?.prototype, 'watchPosition', 'geolocation');
  watch(known['PushManager']?.prototype, 'subscribe', 'push');
  watch(known['MediaDevices']?.prototype, 'getUserMedia', 'camera or microphone');
}
