import { isLoopback } from '../../../model/loopback.ts';

/** The site's host without a leading `www.`: that and what lies below it is the site's own. */
function ownHost(origin: string): string {
  return new URL(origin).hostname.replace(/^www\./, '');
}

/**
 * Is it someone else's? What has no host, as data: and javascript:, is nobody's. The site's own are its host, with and without `www.`, and every host below it. There is no list of
 * public suffixes here: example.com is a third party of shop.example.com. On a loopback address each host and port is a party of its own.
 */
export function isThirdParty(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, host } = new URL(url);
  if (hostname === '') return false;
  const site = new URL(origin);
  if (isLoopback(site.hostname) || isLoopback(hostname)) return host !== site.host;
  const own = ownHost(origin);
  return hostname !== own && !hostname.endsWith(`.${own}`);
}

/** The same for the domain of a cookie, which knows no port and may be a parent of the site's host. */
export function isThirdPartyDomain(domain: string, origin: string): boolean {
  const host = domain.replace(/^\./, '');
  const site = new URL(origin).hostname;
  const own = ownHost(origin);
  return host !== site && !site.endsWith(`.${host}`) && host !== own && !host.endsWith(`.${own}`);
}
