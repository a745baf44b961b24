/** What MDN HTTP Observatory v6 (2026) makes of a Content-Security-Policy. */
export type CspVerdict = 'missing' | 'unsafe-script' | 'insecure-scheme' | 'unsafe-eval' | 'insecure-images' | 'unsafe-style' | 'safe' | 'locked-down';

/** Points for each verdict (MDN HTTP Observatory v6). */
export const cspPoints: Readonly<Record<CspVerdict, number>> = {
  missing: -25,
  'unsafe-script': -20,
  'insecure-scheme': -20,
  'unsafe-eval': -10,
  'insecure-images': -10,
  'unsafe-style': 0,
  safe: 5,
  'locked-down': 10,
};

const broad = new Set(['*', 'http:', 'https:', 'ftp:', 'http://*', 'https://*', 'http://*.*', 'https://*.*']);
const inline = new Set(["'unsafe-inline'", 'data:']);

type Directives = ReadonlyMap<string, readonly string[]>;

/** Policies of one header, separated by commas: what one of them forbids is forbidden, so the strictest decides. */
export function judgeCsp(header: string | undefined, https: boolean): CspVerdict {
  const verdicts = policiesOf(header).map((policy) => judgePolicy(policy, https));
  return verdicts.sort((a, b) => cspPoints[b] - cspPoints[a])[0] ?? 'missing';
}

/** May other sites show this page in a frame? Only a policy in a header can say no. */
export function forbidsFraming(header: string | undefined): boolean {
  return policiesOf(header).some((policy) => policy.get('frame-ancestors')?.every((source) => !broad.has(source)) ?? false);
}

function policiesOf(header: string | undefined): Directives[] {
  return (header ?? '')
    .split(/[,\n]/)
    .map(directivesOf)
    .filter(({ size }) => size > 0);
}

/** Of a directive given twice the first counts (CSP Level 3, 2.2.1). */
function directivesOf(policy: string): Directives {
  const directives = new Map<string, string[]>();
  for (const part of policy.split(';')) {
    const [name = '', ...sources] = part.trim().split(/\s+/);
    const key = name.toLowerCase();
    if (key !== '' && !directives.has(key)) directives.set(key, sources.map((source) => source.toLowerCase()));
  }
  return directives;
}

function judgePolicy(policy: Directives, https: boolean): CspVerdict {
  const sources = (name: string) => policy.get(name) ?? policy.get('default-src') ?? ['*'];
  const scripts = effective(sources('script-src'));
  const styles = effective(sources('style-src'));
  const passive = ['img-src', 'media-src'].flatMap((name) => policy.get(name) ?? policy.get('default-src') ?? []);
  const active = [...policy].filter(([name]) => !['img-src', 'media-src', 'script-src'].includes(name)).flatMap(([, values]) => values);

  if (scripts.some((source) => broad.has(source) || inline.has(source)) || sources('object-src').some((source) => broad.has(source))) return 'unsafe-script';
  if (https && [...active, ...scripts].some(isInsecure)) return 'insecure-scheme';
  if ([...scripts, ...styles].includes("'unsafe-eval'")) return 'unsafe-eval';
  if (https && passive.some(isInsecure)) return 'insecure-images';
  if (styles.some((source) => broad.has(source) || inline.has(source))) return 'unsafe-style';
  return policy.get('default-src')?.join(' ') === "'none'" ? 'locked-down' : 'safe';
}

/** Beside a nonce or a hash browsers ignore 'unsafe-inline', and with 'strict-dynamic' also hosts and schemes. */
function effective(sources: readonly string[]): string[] {
  const trusted = sources.some((source) => /^'(nonce|sha256|sha384|sha512)-/.test(source));
  if (!trusted) return [...sources];
  const dynamic = sources.includes("'strict-dynamic'");
  return sources.filter((source) => source !== "'unsafe-inline'" && !(dynamic && (source === "'self'" || /^(https?:|ftp:|\*)/.test(source))));
}

function isInsecure(source: string): boolean {
  return source.startsWith('http:') || source.startsWith('ftp:');
}
