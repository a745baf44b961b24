import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import { isLoopback } from '../../src/model/loopback.ts';
import type { Source } from '../../src/model/metric.ts';

type Cookie = Collected['cookies']['jar'][number];

const why = 'Who gets hold of the cookie that says who you are is you: they see your orders and use your account.';

const source: Source = { title: 'MDN HTTP Observatory, cookies, algorithm 6', year: 2026, url: 'https://developer.mozilla.org/en-US/docs/Web/Security/Practical_implementation_guides/Cookies' };

/** Names that tell a cookie which knows the customer again, as whole words of the name. */
const identifying = /(^|[^a-z])(login|auth|token|jwt|sid|connect\.sid|remember|(php|j|asp\.net_)?sess(ion)?(id)?|(php|j)sessionid)([^a-z]|$)/i;

/** Guards against forged requests; the page's own script has to read it, so HttpOnly would break it. */
const forgeryGuard = /csrf|xsrf/i;

export const audit = defineAudit({
  id: 'trust/cookie-flags',
  area: 'trust',
  title: 'Login cookies without protection',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'trust.weak-cookies',
      title: 'Login cookies without protection',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'max',
      why,
      how: "Cookies of the site's own domain whose name speaks of a session or login and that lack HttpOnly, Secure or SameSite. On a site without HTTPS on the own machine (loopback) Secure is not asked for.",
      source,
    },
  ],
  needs: ['cookies'],
  run({ cookies: { jar } }, { site }) {
    const own = jar.filter(({ thirdParty, name }) => !thirdParty && (identifying.test(name) || forgeryGuard.test(name)));
    if (own.length === 0) return notApplicable('no cookie here speaks of a session or login');
    const weak = own.map((cookie) => ({ cookie, lacks: lacking(cookie, onLoopback(site.origin)) })).filter(({ lacks }) => lacks.length > 0);
    return measured(
      { 'trust.weak-cookies': weak.length },
      weak.map(({ cookie: { name }, lacks }) => ({
        kind: 'pain-point',
        severity: lacks.includes('HttpOnly') || lacks.includes('Secure') ? 'serious' : 'minor',
        title: `The cookie ${name}, which knows the customer again, is not protected.`,
        advice: `Set it with ${lacks.join(', ')}.`,
        direction: 'do',
        key: name.replace(/[0-9a-f]{8,}|\d+/gi, '#'),
        quote: `${name} without ${lacks.join(', ')}`,
        confidence: 'B',
        effort: 'small',
      })),
    );
  },
});

function lacking({ name, httpOnly, secure, sameSite }: Cookie, loopback: boolean): string[] {
  return [
    ...(httpOnly || forgeryGuard.test(name) ? [] : ['HttpOnly']),
    ...(secure || loopback ? [] : ['Secure']),
    ...(sameSite === 'unset' ? ['SameSite'] : []),
  ];
}

function onLoopback(origin: string): boolean {
  const url = URL.parse(origin);
  return url?.protocol === 'http:' && isLoopback(url.hostname);
}
