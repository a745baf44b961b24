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
