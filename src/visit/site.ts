import type { Site } from '../model/plan.ts';

const bareHost = (host: string): string => host.replace(/^www\./, '');

/**
 * May the journey be at this address? The site's origin and the allowed ones; also the same host with or without www., and over
 * https where the plan says http, since that is where sites send their visitors.
 */
export function isOnSite(address: string, site: Pick<Site, 'origin' | 'allow'>): boolean {
  if (!/^https?:/.test(address)) return true;
  const at = new URL(address);
  return [site.origin, ...(site.allow?.origins ?? [])].some((allowed) => {
    const home = new URL(allowed);
    if (home.origin === at.origin) return true;
    const upgraded = home.protocol === at.protocol || (home.protocol === 'http:' && at.protocol === 'https:');
    return upgraded && home.port === '' && at.port === '' && bareHost(home.hostname) === bareHost(at.hostname);
  });
}
