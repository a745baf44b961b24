import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export const privateAddressCode = 'PRIVATE_ADDRESS';

/** Is it an address that only this machine or its network has? */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(plain) && ipaddr.process(plain).range() !== 'unicast';
}

/** Is the host written as such an address, or named as one? */
export function isPrivateHost(hostname: string): boolean {
  return isPrivateAddress(hostname) || /(?:^|\.)(?:localhost|local|internal|home\.arpa)\.?$/i.test(hostname);
}

/** Looks a name up and refuses what it stands for if that is private: a public name can be made to point anywhere. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) return callback(error, '');
    const refused = found.find(({ address }) => isPrivateAddress(address));
    if (refused !== undefined) return callback(Object.assign(new Error(`${hostname} stands for the private address ${refused.address}.`), { code: privateAddressCode }), '');
    const [first] = found;
    if (options.all === true) callback(null, found);
    else callback(null, first?.address ?? '', first?.family);
  });
};

/** Ranges of private addresses as Chromium's rules for hosts can say them (RFC 6890, 2013; RFC 6598, 2012). */
const privateRanges = [
  '0.*', '10.*', '127.*', '169.254.*', '192.168.*', '198.18.*', '198.19.*',
  ...Array.from({ length: 16 }, (_, at) => `172.${16 + at}.*`),
  ...Array.from({ length: 64 }, (_, at) => `100.${64 + at}.*`),
  '[::*', '[fc*', '[fd*', '[fe8*', '[fe9*', '[fea*', '[feb*', '[64:ff9b:*',
  ...['localhost', 'local', 'internal', 'home.arpa'].flatMap((name) => [name, `*.${name}`]),
];

/**
 * A flag that keeps a browser from private addresses at no cost: those that are written as such or named so, and the `names` that are known to
 * stand for one; but not from `open` hosts. For browsers in which times are read, since a proxy would be part of them.
 */
export function publicHostsOnly(names: Iterable<string>, open: readonly string[] = []): string {
  // A page chooses the names: what is no plain one would be read as a rule of its own.
  const plain = [...names].filter((name) => /^[a-z0-9._-]+$/i.test(name)).slice(0, mostNames);
  return `--host-resolver-rules=${[...open.map((host) => `EXCLUDE ${host}`), ...[...privateRanges, ...plain].map((host) => `MAP ${host} ~NOTFOUND`)].join(',')}`;
}

/** A flag has to be shorter than 128 KiB (Linux, MAX_ARG_STRLEN), and a name may have 253 characters (RFC 1035, 1987). */
const mostNames = 300;
