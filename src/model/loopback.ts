const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** Is it the own machine? A host as in `URL.hostname`: browsers trust it without HTTPS (W3C Secure Contexts, 2023). */
export function isLoopback(hostname: string): boolean {
  return loopback.test(hostname);
}
