import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { audits, metrics } from '../audits/index.ts';
import { collate, judgePlanOf } from '../src/audit/index.ts';
import { compareAll, coverageOf, ledgerOf } from '../src/compare/index.ts';
import { personaPresets } from '../src/config/index.ts';
import { conditionsOf } from '../src/conditions.ts';
import { VisitEvidence, type VisitUnit } from '../src/model/evidence.ts';
import { Plan } from '../src/model/plan.ts';
import { growingParts, recordSchema, RunRecord, type GrowingPart } from '../src/model/record.ts';
import { VisitResults, type Finding } from '../src/model/results.ts';
import { planSummary, touchpointSummaries } from '../src/record.ts';
import { unitsOf } from '../src/schedule/index.ts';
import { openRun } from '../src/store/index.ts';
import { syntheticResults, syntheticVisit } from './synthetic-visit.ts';
import { seeded } from './seeded.ts';

/** Touchpoints of one journey: as many as customers take to buy something. */
const perJourney = 10;

/** Bytes of a screenshot, as those of the built-in shops are in the middle. */
const pictureBytes = 30_000;

const site = 'shop';

function planOf(journeys: readonly number[]): Plan {
  return Plan.parse({
    name: 'Synthetic run',
    sites: { [site]: { origin: 'https://shop.example', role: 'own', title: 'Shop' } },
    personas: personaPresets.filter(({ id }) => id === 'desktop-control'),
    journeys: Object.fromEntries(
      journeys.map((journey) => [
        `journey-${journey}`,
        {
          goal: `Buy the thing number ${journey}`,
          touchpoints: Object.fromEntries(Array.from({ length: perJourney }, (_, index) => [`step-${index + 1}`, { title: `Step ${index + 1}`, stage: index < 3 ? 'awareness' : index < 6 ? 'consideration' : 'purchase', steps: [{ visit: `/${journey}/${index}` }] }])),
        },
      ]),
    ),
    gates: [],
    samples: 3,
    coverage: 0.95,
    retries: 0,
    stepTimeout: 10_000,
    visitTimeout: 120_000,
    baseline: null,
    browser: null,
    directory: '.',
  });
}

/** One journey of the run, made by the same code as a real one: evidence and results, then ledger, measurements, findings and comparisons. */
async function journeyOf(journey: number, store: Awaited<ReturnType<typeof openRun>>): Promise<RunRecord> {
  const plan = planOf([journey]);
  const random = seeded(journey + 1);
  const all = unitsOf(plan);
  const units: VisitUnit[] = [...all.experience, ...all.inspection];
  const visits: VisitEvidence[] = [];
  for (const unit of units) {
    const keep = store.keepFor(unit.id);
    visits.push(VisitEvidence.parse(await syntheticVisit({ unit, plan, random, picture: (name) => keep(name, pictureOf(random), 'image/webp') })));
  }
  const results = units.map((unit) => VisitResults.parse(syntheticResults({ unit, plan, audits, random })));
  const conditions = conditionsOf({ plan, visits, hostIndex: { before: [1500], after: [1500] }, notes: [] });
  const ledger = ledgerOf({ plan, units, visits });
  const { measurements, findings } = collate({ plan: judgePlanOf(plan), audits, visits, results, ledger });
  return RunRecord.parse({
    schema: recordSchema,
    id: 'synthetic',
    name: plan.name,
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: '2026-01-01T01:00:00.000Z',
    conditions: { ...conditions, digests: undefined },
    plan: planSummary(plan),
    metrics,
    ledger,
    coverage: coverageOf(ledger, plan.coverage),
    touchpoints: touchpointSummaries(visits, plan.sites),
    measurements,
    findings,
    comparisons: compareAll({ plan, metrics, measurements, baseline: null, conditions }),
    gates: [],
    verdict: { outcome: 'pass', exitCode: 0, sentence: 'Passed: no gate was asked for.' },
  });
}

/** Bytes that compress as a picture does: not at all. Nothing decodes them here. */
function pictureOf(random: () => number): Uint8Array {
  return Uint8Array.from({ length: pictureBytes }, () => Math.floor(random() * 256));
}

/** Items of an array of the record that grows with the run, on disk until the record is written. */
interface Part {
  name: GrowingPart;
  file: FileHandle;
  items: number;
}

async function add(part: Part, items: readonly unknown[]): Promise<void> {
  if (items.length > 0) await part.file.appendFile(`${part.items > 0 ? ',\n' : ''}${items.map((item) => JSON.stringify(item)).join(',\n')}`);
  part.items += items.length;
}

/** A run of so many touchpoints on disk, the same every time. Made journey by journey, so that making it needs little more memory than one of them. */
export async function writeSyntheticRun(directory: string, touchpoints: number): Promise<void> {
  await mkdir(directory, { recursive: true });
  const store = await openRun(directory, { fresh: true });
  const journeys = Array.from({ length: Math.ceil(touchpoints / perJourney) }, (_, index) => index);
  const parts: Part[] = [];
  try {
    for (const name of growingParts) parts.push({ name, file: await open(join(directory, `${name}.part`), 'w+'), items: 0 });
    const findings = new Map<string, Finding>();
    const valid = { expected: 0, valid: 0 };
    let last: RunRecord | null = null;
    for (const journey of journeys) {
      last = await journeyOf(journey, store);
      valid.expected += last.coverage.expected;
      valid.valid += last.coverage.valid;
      for (const part of parts) await add(part, last[part.name]);
      for (const finding of last.findings) {
        const known = findings.get(finding.id);
        if (known === undefined) findings.set(finding.id, finding);
        else known.places.push(...finding.places);
      }
    }
    if (last === null) throw new RangeError('a run has at least one touchpoint');
    const head = { ...last, plan: planSummary(planOf(journeys)), coverage: { ...last.coverage, ...valid, share: valid.valid / valid.expected }, findings: [...findings.values()] };
    await writeWhole(join(directory, 'run.json'), head, parts);
  } finally {
    for (const { name, file } of parts) {
      await file.close();
      await rm(join(directory, `${name}.part`));
    }
  }
}

async function writeWhole(path: string, head: RunRecord, parts: readonly Part[]): Promise<void> {
  const whole = await open(path, 'w');
  try {
    const { ledger: _, touchpoints: __, measurements: ___, comparisons: ____, ...rest } = head;
    await whole.appendFile(JSON.stringify(rest).slice(0, -1));
    for (const { name, file } of parts) {
      await whole.appendFile(`,"${name}":[\n`);
      for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) await whole.appendFile(chunk);
      await whole.appendFile(']');
    }
    await whole.appendFile('}\n');
  } finally {
    await whole.close();
  }
}
