import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FixtureServer } from '../../fixtures/server.ts';
import type { AnyAudit } from '../../src/audit/run-audits.ts';
import { judgeRecording, withParties } from '../../src/audit/lighthouse/index.ts';
import { runAudits } from '../../src/audit/run-audits.ts';
import { personaPresets } from '../../src/config/presets/index.ts';
import type { VisitEvidence } from '../../src/model/evidence.ts';
import type { Persona } from '../../src/model/persona.ts';
import type { AuditOutcome } from '../../src/model/results.ts';
import { collectors } from '../../src/visit/index.ts';
import type { VisitLane } from '../../src/visit/index.ts';
import type { Fixture } from './fixture.ts';

/** What judging makes, and what it makes it from. */
const madeFrom: Readonly<Record<string, readonly string[]>> = { lighthouse: ['recordings'], parties: ['requests'] };

/** The collectors an audit cannot do without: a visit with these alone is quicker, and shows that its needs are complete. */
export function collectorsFor(audit: AnyAudit): typeof collectors {
  const fields = new Set<string>([...audit.needs, ...(audit.looksBackAt ?? [])].flatMap((field) => (madeFrom[field] ?? [field])));
  return collectors.filter(({ field }) => fields.has(field));
}

/** Visits the page of a fixture as its plan says, and has it judged by one audit. */
export async function judgeFixture(audit: AnyAudit, fixture: Fixture, { lane, server }: { lane: VisitLane; server: FixtureServer }): Promise<{ outcome: AuditOutcome; status: string; problem: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'audit-fixture-'));
  const preset = personaPresets.find(({ id }) => id === fixture.persona);
  if (preset === undefined) throw new RangeError(`There is no persona ${fixture.persona}.`);
  const persona = { ...preset, ...(fixture.consent && { consent: fixture.consent }) };
  const touchpoint = { stage: fixture.stage, momentOfTruth: fixture.momentOfTruth };
  const before = fixture.before.map(({ steps, arrived }, index) => [`before-${index + 1}`, { ...touchpoint, steps, ...(arrived && { arrived }) }] as const);
  try {
    const visit = await lane.visit({
      unit: { id: 'fixture', site: 'fixture', persona: persona.id, journey: 'visit', pass: fixture.pass, sample: 1 },
      attempt: 1,
      site: { id: 'fixture', origin: server.origin, role: 'own', ...(fixture.allow && { allow: fixture.allow }) },
      persona,
      journey: { id: 'visit', goal: 'See the page', touchpoints: { ...Object.fromEntries(before), page: { ...touchpoint, steps: fixture.steps, ...(fixture.arrived && { arrived: fixture.arrived }) } } },
      stepTimeout: 10_000,
      visitTimeout: 60_000,
      directory,
      secrets: {},
      scrub: (text) => text,
      hostIndex: null,
      signal: new AbortController().signal,
      now: () => performance.timeOrigin + performance.now(),
      keep: async (name, content, mediaType) => {
        await writeFile(join(directory, name), content);
        return { path: name, mediaType, bytes: content.length };
      },
    });
    if (!visit.outcome.ok) throw new Error(`${visit.outcome.code}: ${visit.outcome.message}`);
    const plan = { personas: [persona], sites: [{ id: 'fixture', origin: server.origin }], journeys: [{ id: 'visit', touchpoints: [...before.map(([id]) => ({ id, ...touchpoint, optimum: null })), { id: 'page', ...touchpoint, optimum: fixture.optimum }] }] };
    const results = runAudits({ audits: [audit], visit: withParties(await withLighthouse(visit, persona, directory)), plan });
    const judged = results.outcomes.find(({ touchpoint: id }) => id === 'page');
    const page = visit.touchpoints.find(({ id }) => id === 'page');
    if (judged === undefined || page === undefined) throw new Error(`${audit.id} does not judge the ${fixture.pass} pass`);
    return { outcome: judged.outcome, status: page.status, problem: page.problem?.message ?? '' };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Lighthouse's digest is made from recordings when a visit is judged. */
async function withLighthouse(visit: VisitEvidence, persona: Persona, directory: string): Promise<VisitEvidence> {
  const touchpoints = await Promise.all(
    visit.touchpoints.map(async (touchpoint) => {
      const { recordings } = touchpoint.collected;
      if (recordings === undefined) return touchpoint;
      const lighthouse = await Promise.all(recordings.map((recording) => judgeRecording({ recording, persona, conditions: visit.conditions, readArtefact: ({ path }) => readFile(join(directory, path)) })));
      return { ...touchpoint, collected: { ...touchpoint.collected, lighthouse } };
    }),
  );
  return { ...visit, touchpoints };
}
