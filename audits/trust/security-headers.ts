import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft, Severity } from '../../src/model/results.ts';
import { withoutPageLoad } from '../page-load.ts';
import { gradesOf, letterOf, scoreOf, type Grade } from './observatory.ts';

const why = 'These headers tell the browser to protect the customer: against scripts slipped into the page, against being tricked into clicking, against being sent back to an unencrypted page.';

const source: Source = { title: 'MDN HTTP Observatory, scoring, algorithm 6', year: 2026, url: 'https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring' };

const threshold = { good: 90, poor: 25, source };

export const audit = defineAudit({
  id: 'trust/security-headers',
  area: 'trust',
  title: 'Security headers',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'trust.header-points',
      title: 'Security headers, points',
      unit: 'points',
      better: 'higher',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'none',
      why,
      how: 'The last document loaded here, graded as MDN HTTP Observatory v6 grades: 100 less what is missing, extra points from 90 on. Only tests a visit can make: policies in headers, not in meta tags; cookies that came with this document; scripts of others that stand in the page; the redirect from http where the visit began there; not cross-origin sharing and not the preload list. On the own machine (loopback) nothing that needs HTTPS is graded. Letters: A+ from 100, A 90, A- 85, B+ 80, B 70, B- 65, C+ 60, C 50, C- 45, D+ 40, D 30, D- 25, else F. Good is an A, poor an F.',
      source,
      threshold,
    },
  ],
  needs: ['documents', 'requests', 'pageSigns'],
  run({ documents, requests, pageSigns: { scripts } }, { steps }) {
    const page = documents.findLast(({ status }) => status < 300 || status >= 400);
    if (page === undefined) return withoutPageLoad(steps);
    const grades = gradesOf(page, { scripts, requests });
    const points = scoreOf(grades);
    const delights = page.url.startsWith('https:') && points >= threshold.good ? [praise(points)] : [];
    return measured({ 'trust.header-points': points }, [...grades.flatMap((grade) => finding(grade, page.headers)), ...delights]);
  },
});

interface Told {
  severity: Severity;
  title: string;
  advice: string;
  header: string;
  direction: FindingDraft['direction'];
}

const told: Readonly<Record<string, Told>> = {
  'csp-missing': { severity: 'moderate', title: 'Nothing limits which scripts may run on the page: one that is slipped in can read all the customer types.', advice: "Send a Content-Security-Policy. Begin with report-only and default-src 'self', then enforce it.", header: 'content-security-policy', direction: 'do' },
  'csp-unsafe-script': { severity: 'moderate', title: 'The page has a policy for scripts, but it lets scripts from anywhere or within the page run.', advice: "Name the sources of scripts and objects, and replace 'unsafe-inline' by nonces or hashes.", header: 'content-security-policy', direction: 'do' },
  'csp-insecure-scheme': { severity: 'moderate', title: 'The policy of the page allows parts that come without encryption.', advice: 'Take http: out of the Content-Security-Policy.', header: 'content-security-policy', direction: 'stop' },
  'csp-unsafe-eval': { severity: 'minor', title: 'The policy of the page lets text be run as script.', advice: "Remove eval from the scripts, then 'unsafe-eval' from the Content-Security-Policy.", header: 'content-security-policy', direction: 'stop' },
  'csp-insecure-images': { severity: 'minor', title: 'The policy of the page allows pictures that come without encryption.', advice: 'Take http: out of img-src and media-src.', header: 'content-security-policy', direction: 'stop' },
  'hsts-missing': { severity: 'moderate', title: 'The browser is not told to use encryption only, so the next visit can begin without it.', advice: 'Send Strict-Transport-Security: max-age=63072000; includeSubDomains. Begin with a short time.', header: 'strict-transport-security', direction: 'do' },
  'hsts-invalid': { severity: 'moderate', title: 'The header that asks for encryption cannot be understood.', advice: 'Write it as Strict-Transport-Security: max-age=63072000; includeSubDomains, once.', header: 'strict-transport-security', direction: 'do' },
  'hsts-short': { severity: 'minor', title: 'The browser remembers to use encryption for less than six months.', advice: 'Raise max-age to 63072000 (two years).', header: 'strict-transport-security', direction: 'do' },
  'framing-missing': { severity: 'moderate', title: 'Any other site can show this page inside its own and trick the customer into clicking.', advice: "Send Content-Security-Policy: frame-ancestors 'none' (or 'self'), and X-Frame-Options for old browsers.", header: 'x-frame-options', direction: 'do' },
  'framing-invalid': { severity: 'moderate', title: 'The header against being shown inside other sites cannot be understood.', advice: 'Set X-Frame-Options to DENY or SAMEORIGIN.', header: 'x-frame-options', direction: 'do' },
  'nosniff-missing': { severity: 'minor', title: 'The browser may take a file for something it is not, as a picture for a script.', advice: 'Send X-Content-Type-Options: nosniff.', header: 'x-content-type-options', direction: 'do' },
  'cookies-insecure': { severity: 'minor', title: 'The page sets cookies that also travel without encryption.', advice: 'Set every cookie with Secure.', header: 'set-cookie', direction: 'do' },
  'cookies-insecure-hsts': { severity: 'minor', title: 'The page sets cookies that would also travel without encryption, were it not for Strict-Transport-Security.', advice: 'Set every cookie with Secure.', header: 'set-cookie', direction: 'do' },
  'cookies-samesite-invalid': { severity: 'minor', title: 'A cookie says in a way that browsers do not understand which sites may send it along.', advice: 'Set SameSite to Lax or Strict; None only together with Secure.', header: 'set-cookie', direction: 'do' },
  'integrity-missing': { severity: 'minor', title: 'A script of another company runs in the page, and nothing checks that it is the one you chose.', advice: 'Give its script element an integrity attribute, or serve the script from your own site.', header: '', direction: 'do' },
  'integrity-insecure': { severity: 'serious', title: 'A script of another company comes without encryption, and nothing checks that it is the one you chose.', advice: 'Load it over https and give its script element an integrity attribute.', header: '', direction: 'do' },
  'integrity-insecure-source': { severity: 'moderate', title: 'A script of another company comes without encryption.', advice: 'Load it over https.', header: '', direction: 'do' },
  'redirection-late': { severity: 'minor', title: 'From http:// the visitor is sent to another unencrypted address first.', advice: 'Redirect to https:// on the same host at once.', header: '', direction: 'do' },
  'redirection-other-host': { severity: 'minor', title: 'From http:// the visitor is sent to another host before encryption was agreed on for this one.', advice: 'Redirect to https:// on the same host first, then to the other host.', header: '', direction: 'do' },
  'referrer-unsafe': { severity: 'minor', title: 'Other sites are told which page the customer came from.', advice: 'Set Referrer-Policy to strict-origin-when-cross-origin.', header: 'referrer-policy', direction: 'stop' },
};

function praise(points: number): FindingDraft {
  const letter = letterOf(points);
  return { kind: 'delight', severity: 'minor', title: `The security headers of the page earn the grade ${letter} by the rules of MDN HTTP Observatory.`, advice: 'Keep it so: put a gate on trust.header-points here.', direction: 'do', key: `grade-${letter}`, confidence: 'B', effort: 'small' };
}

/** Pages without HTTPS are told by trust/https, cookies of a session by trust/cookie-flags; other results without words cost no points. */
function finding({ result }: Grade, headers: Readonly<Record<string, string>>): FindingDraft[] {
  const words = told[result];
  if (words === undefined) return [];
  const { header, ...rest } = words;
  const value = headers[header];
  if (header === '') return [{ kind: 'pain-point', ...rest, key: result, confidence: 'B', effort: 'small' }];
  return [{ kind: 'pain-point', ...rest, key: result, quote: value === undefined ? `no ${header} header` : `${header}: ${value}`, confidence: 'B', effort: header === 'content-security-policy' ? 'medium' : 'small' }];
}
