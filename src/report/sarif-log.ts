import type { ArtifactLocation, Invocation, Location, Log, Notification, ReportingDescriptor, Result } from 'sarif';
import type { LongRecord } from '../model/record.ts';
import { severities, type Finding, type Severity } from '../model/results.ts';
import { digest } from './digest.ts';
import { legibleRecord } from './legible.ts';
import { titleFromId } from './lookup.ts';
import { plural } from './numbers.ts';
import { worstSeverity } from './ranking.ts';
import { capitalised } from './words.ts';

/**
 * What GitHub code scanning takes at most; a file with more is refused as a whole (GitHub Docs, SARIF results exceed one or more limits, 2026).
 * Of 5,000 results the rest is not shown, and of a result no more than 100 locations.
 */
const most = { results: 25_000, locations: 1_000, tags: 20 };

const levels = { critical: 'error', serious: 'error', moderate: 'warning', minor: 'note' } as const satisfies Record<Severity, Result.level>;

const addressLimit = 4_000;

/** A URI in the characters of RFC 3986. null: it is no address, or far too long. */
function uriOf(address: string): URL | null {
  if (address.length > addressLimit || !URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
}

const escaped = (text: string): string => text.replaceAll(/[^\w\-.~:/?#[\]@!$&'()*+,;=%]/gu, (character) => encodeURIComponent(character)).replaceAll(/%(?![\da-f]{2})/giu, '%25');

/** Names of the sites by their origins; other origins are their own name. */
type BaseOf = (origin: string) => string;

/**
 * The address of a page relative to its site, whose address stands in `originalUriBaseIds`: GitHub refuses a file with absolute addresses of the web
 * ("SARIF URI scheme "https" did not match the checkout URI scheme "file"") and one with an empty address.
 */
function pageLocation(address: string, baseOf: BaseOf): ArtifactLocation {
  const url = uriOf(address);
  if (url === null) return { uri: 'unknown-page' };
  const path = escaped(`${url.pathname.replace(/^\/+/u, '')}${url.search}${url.hash}`);
  // A first segment with a colon would be read as a scheme, and an empty one is refused.
  return { uri: path === '' || /^[^/?#]*:/u.test(path) ? `./${path}` : path, uriBaseId: baseOf(url.origin) };
}

/** Where it is met: each page once, with the touchpoints and the element. */
function locationsOf(finding: Finding, original: Finding, baseOf: BaseOf): Location[] {
  const pages = Map.groupBy(original.places, ({ url }) => url);
  return [...pages].slice(0, most.locations).map(([address, places]) => ({
    physicalLocation: {
      artifactLocation: pageLocation(address, baseOf),
      // Readers want a line; a page as customers meet it has none, so that it is the first.
      region: { startLine: 1, ...(finding.quote !== undefined && { snippet: { text: finding.quote } }) },
    },
    logicalLocations: [
      ...(finding.selector === undefined ? [] : [{ name: finding.selector, kind: 'element' }]),
      ...[...new Set(places.map(({ site, journey, touchpoint }) => [site, journey, ...(touchpoint === null ? [] : [touchpoint])].join('/')))].map((name) => ({ fullyQualifiedName: name, kind: 'touchpoint' })),
    ],
  }));
}

function messageOf({ title, advice, state, judgement, places }: Finding, pages: number): string {
  const personas = [...new Set(places.map(({ persona }) => persona))].join(', ');
  return [
    title,
    advice,
    ...(state === undefined ? [] : [`After: ${state}.`]),
    `Met by: ${personas}.`,
    ...(judgement === 'needed' ? ['A person has to look before this counts as a failure.'] : []),
    ...(pages > most.locations ? [`Only the first ${most.locations} of ${pages} pages are listed here.`] : []),
  ].join(' ');
}

function resultOf(finding: Finding, original: Finding, ruleIndex: number, baseOf: BaseOf): Result {
  const pages = new Set(original.places.map(({ url }) => url)).size;
  return {
    ruleId: finding.audit,
    ruleIndex,
    // What a person has to look at has no level: it is not known to be a failure.
    ...(finding.judgement === 'needed' ? { kind: 'review', level: 'none' } : { kind: 'fail', level: levels[finding.severity] }),
    message: { text: messageOf(finding, pages) },
    locations: locationsOf(finding, original, baseOf),
    // What may have come by chance is neither.
    ...(finding.since === 'new' && { baselineState: 'new' }),
    ...(finding.since === 'known' && { baselineState: 'unchanged' }),
    partialFingerprints: {
      // Of the audit, the key of the finding and the site: the same from run to run.
      'mysteryShopperFinding/v1': digest(original.id, 32),
      // The one that GitHub compares.
      primaryLocationLineHash: `${digest(original.id, 32)}:1`,
    },
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      effort: finding.effort,
      direction: finding.direction,
      ...(finding.cost !== undefined && { costSeconds: finding.cost }),
      personas: [...new Set(finding.places.map(({ persona }) => persona))],
      ...(finding.wcag !== undefined && { wcag: finding.wcag }),
    },
  };
}

function ruleOf(audit: string, findings: readonly [Finding, ...Finding[]]): ReportingDescriptor {
  const [first] = findings;
  const { why, source, area } = first;
  const helpUri = source.url === undefined ? null : uriOf(source.url);
  const wcag = [...new Set(findings.flatMap((finding) => finding.wcag ?? []))].sort();
  const advice = [...new Set(findings.map((finding) => finding.advice))].slice(0, 5);
  const help = `${why}\n\nWhat to do:\n\n${advice.map((text) => `- ${text}`).join('\n')}\n\nSource: ${source.title}, ${source.year}.`;
  return {
    id: audit,
    name: audit.split(/[^a-z0-9]+/iu).map(capitalised).join(''),
    shortDescription: { text: titleFromId(audit.slice(audit.indexOf('/') + 1)) },
    fullDescription: { text: why },
    help: { text: help },
    ...(helpUri !== null && { helpUri: escaped(helpUri.href) }),
    defaultConfiguration: { level: levels[worstSeverity(findings)] },
    properties: { tags: [area, ...wcag.map((criterion) => `wcag-${criterion}`)].slice(0, most.tags) },
  };
}

/** Site ids for their own origins; an origin of others stands for itself. */
function basesOf(record: LongRecord): { baseOf: BaseOf; used: Map<string, string> } {
  const sites = new Map(Object.entries(record.plan.sites).map(([id, { origin }]) => [new URL(origin).origin, id]));
  const used = new Map<string, string>();
  const baseOf = (origin: string): string => {
    const name = sites.get(origin) ?? origin;
    used.set(name, origin);
    return name;
  };
  return { baseOf, used };
}

/** What the results do not tell, `left` of them because there are too many. */
function gaps({ coverage, crawl }: LongRecord, left: number): string[] {
  const unmeasured = coverage.expected - coverage.valid;
  const onPages = crawl?.light?.findings.filter(({ kind }) => kind === 'pain-point').length ?? 0;
  return [
    ...(left > 0 ? [`${plural(left, 'less severe finding')} left out: readers refuse files with more than ${most.results} results. All are in run.json.`] : []),
    ...(unmeasured > 0 ? [`${unmeasured} of ${plural(coverage.expected, 'planned sample')} could not be measured: what ${unmeasured === 1 ? 'it' : 'they'} would have shown is not among the results.`] : []),
    ...(onPages > 0 ? [`${plural(onPages, 'pain point')} of the audits of every page ${onPages === 1 ? 'is' : 'are'} not among the results, which are those of the touchpoints: all are in run.json.`] : []),
  ];
}

function invocationOf(record: LongRecord, left: number): Invocation {
  const { startedAt, finishedAt, verdict } = record;
  const notes = gaps(record, left).map((text): Notification => ({ level: 'warning', message: { text } }));
  return {
    // What could not be measured gives no results, which must not look like a clean run.
    executionSuccessful: verdict.outcome !== 'incomplete',
    exitCode: verdict.exitCode,
    exitCodeDescription: verdict.sentence,
    startTimeUtc: startedAt,
    endTimeUtc: finishedAt,
    ...(notes.length > 0 && { toolExecutionNotifications: notes }),
  };
}

const slug = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/gu, '').slice(0, 60) || 'plan';

/** The pain points of a run as a SARIF 2.1.0 log, the most severe first. Delights are none of its results. */
export function sarifOf(original: LongRecord): Log {
  const record = legibleRecord(original);
  const pairs = record.findings.flatMap((finding, index) => {
    const raw = original.findings[index];
    return finding.kind === 'delight' || raw === undefined ? [] : [{ finding, raw }];
  });
  const ordered = pairs.toSorted((a, b) => severities.indexOf(a.finding.severity) - severities.indexOf(b.finding.severity)).slice(0, most.results);
  const byAudit = Map.groupBy(ordered.map(({ finding }) => finding), ({ audit }) => audit);
  const audits = [...byAudit.keys()].sort();
  const { baseOf, used } = basesOf(record);
  const results = ordered.map(({ finding, raw }) => resultOf(finding, raw, audits.indexOf(finding.audit), baseOf));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Mystery Shopper',
            version: record.conditions.tool,
            rules: audits.flatMap((audit) => {
              const [first, ...others] = byAudit.get(audit) ?? [];
              return first === undefined ? [] : [ruleOf(audit, [first, ...others])];
            }),
          },
        },
        // GitHub takes what stands before the last slash for the category: another plan is another.
        automationDetails: { id: `mystery-shopper/${slug(record.name)}/${record.id}`, description: { text: record.name } },
        invocations: [invocationOf(record, pairs.length - ordered.length)],
        originalUriBaseIds: Object.fromEntries([...used].map(([name, origin]) => [name, { uri: `${origin}/` }])),
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
}
