import { z } from 'zod';
import { Id } from './ids.ts';
import { Stage } from './journey.ts';

const glob = z.string().min(1);

/** As it can stand in a header (RFC 9110, 2022, section 5.5), in letters that all servers read alike. */
export const UserAgent = z.string().regex(/^[!-~](?:[ -~]*[!-~])?$/, 'expected letters, digits and signs of ASCII, as a header can hold, with no space at the ends');

/** Pages that are built for one purpose, by what their addresses have in common. */
const NamedTemplate = z
  .strictObject({
    paths: z.union([glob, z.array(glob).min(1)]).describe('Globs over path and query, as in "/p/*"'),
    title: z.string().optional(),
    stage: Stage.optional().describe('Default: awareness'),
    momentOfTruth: z.boolean().optional(),
    audit: z.number().int().min(1).optional().describe('Pages of it to audit, instead of `perTemplate`'),
  })
  .meta({ id: 'NamedTemplate' });

/** How the pages of a site are looked for, and which of them are audited beside the journeys. */
export const CrawlPlan = z
  .strictObject({
    site: Id.optional().describe('Whose pages; default: the one site with the role own'),
    from: z.string().startsWith('/', 'expected a path that begins with a slash').default('/').describe('Path to begin at'),
    personas: z.array(Id).min(1).optional().describe('Who visits the pages that are found; default: all personas of the plan'),
    templates: z.record(Id, NamedTemplate).default({}).describe('Names for kinds of pages, which `at` of a gate may name'),
    perTemplate: z.number().int().min(1).default(3).describe('Pages to audit of those that are built alike'),
    all: z.boolean().default(false).describe('Audit every page that was opened'),
    light: z.boolean().default(false).describe('Audit every page that was opened for all that needs no times, as the first persona who visits them, and the drawn ones in full. Gates judge the drawn ones only. Nothing more is done where `all` is set, too'),
    seed: z.number().int().default(1).describe('Of the draw of pages to audit: the same pages and seed give the same sample'),
    include: z.array(glob).default([]).describe('Only paths that fit one of these globs'),
    exclude: z.array(glob).default([]).describe('No paths that fit one of these globs'),
    origins: z.array(z.url({ protocol: /^https?$/ })).default([]).describe('Further origins that belong to the site'),
    sitemapOnly: z.boolean().default(false).describe('Only what sitemaps name'),
    urls: z.string().min(1).optional().describe('Only the addresses in this file, one per line; relative to the plan'),
    maxPages: z.number().int().min(1).default(500).describe('Open so many pages and no more'),
    maxMinutes: z.number().positive().optional().describe('Look for pages so long and no longer'),
    maxMegabytes: z.number().positive().optional().describe('Receive so much to find pages and no more, what the browser loads for them and for light audits included; visits to the drawn ones do not count'),
    perGroup: z.number().int().min(1).default(50).describe('Open so many pages whose addresses differ only in the last part, in numbers or in ids'),
    perPath: z.number().int().min(1).default(10).describe('Open one path with so many values of the same parameters, and so many combinations of parameters'),
    depth: z.number().int().min(1).default(15).describe('Follow links so deep'),
    polite: z.boolean().optional().describe('One page at a time, one per second, links marked nofollow not followed, pages marked noindex not audited; default: so on the site of a competitor'),
    concurrency: z.number().int().min(1).optional().describe('Pages to ask for at the same time; default: 4, and 1 where it is polite'),
    rate: z.number().positive().optional().describe('Pages to ask for per second and origin; default: no limit, and 1 where it is polite'),
    userAgent: UserAgent.optional().describe('How the crawl names itself; add a contact. The browser sends it too, behind its own user agent, as it shows pages for the crawl and in every visit to the site. Default: MysteryShopper with its version, and in the browser nothing'),
    ignoreRobots: z.boolean().default(false).describe('Do not obey robots.txt; not on the site of a competitor'),
    allowPrivate: z.boolean().default(false).describe('Let a public site lead to private addresses'),
    clickNavigation: z.boolean().default(false).describe('Press controls that are no links to see where they lead: not those that send a form, log out, delete, order; nothing but GET is let through'),
    render: z.boolean().default(true).describe('Open pages in the browser where it shows more than their HTML'),
  })
  .meta({ id: 'Crawl' });
export type CrawlPlan = z.infer<typeof CrawlPlan>;
