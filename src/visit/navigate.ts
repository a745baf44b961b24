import { certificateProblem } from './certificate.ts';
import { isTimeout } from './locate.ts';
import { firstLine, problemError, seconds } from './problems.ts';
import type { ProblemError } from './problems.ts';

const cannotConnect: Record<string, string> = {
  ERR_CONNECTION_REFUSED: 'it refused the connection',
  ERR_CONNECTION_RESET: 'it cut the connection off',
  ERR_CONNECTION_CLOSED: 'it closed the connection',
  ERR_CONNECTION_TIMED_OUT: 'it did not answer',
  ERR_TIMED_OUT: 'it did not answer',
  ERR_EMPTY_RESPONSE: 'it closed the connection without an answer',
  ERR_NAME_NOT_RESOLVED: 'its name is not known',
  ERR_ADDRESS_UNREACHABLE: 'its address cannot be reached',
  ERR_ADDRESS_INVALID: 'its address is not valid',
  ERR_INTERNET_DISCONNECTED: 'this machine has no network',
  ERR_NETWORK_CHANGED: 'the network of this machine changed',
  ERR_PROXY_CONNECTION_FAILED: 'the proxy cannot be reached',
  ERR_TUNNEL_CONNECTION_FAILED: 'the proxy refused',
  ERR_SSL_PROTOCOL_ERROR: 'it does not speak TLS',
  ERR_SSL_VERSION_OR_CIPHER_MISMATCH: 'it offers only encryption that browsers have given up',
  ERR_UNSAFE_PORT: 'browsers refuse its port',
};

/** Why a page could not be opened, in the customer's words. */
export function navigationProblem(error: unknown, address: string, timeout: number): ProblemError {
  const { origin } = new URL(address);
  if (isTimeout(error)) return problemError('NAVIGATION_TIMEOUT', `${address} did not answer within ${seconds(timeout)}.`);
  const message = firstLine(error);
  if (message.includes('Download is starting')) return problemError('NOT_A_PAGE', `${address} is a file to download, not a page.`);
  const code = /net::(ERR_\w+)/.exec(message)?.[1];
  if (code === undefined) return problemError('NAVIGATION_FAILED', `${address} could not be opened: ${message}`);
  if (code in cannotConnect) return problemError('SITE_UNREACHABLE', `${origin} cannot be reached: ${cannotConnect[code]} (${code}).`);
  const refused = certificateProblem(code, origin);
  if (refused !== null) return problemError('CERTIFICATE_REFUSED', refused.message);
  if (code === 'ERR_TOO_MANY_REDIRECTS') return problemError('NAVIGATION_FAILED', `${address} sends its visitors round in circles: too many redirects.`);
  return problemError('NAVIGATION_FAILED', `${address} could not be opened (${code}).`);
}
