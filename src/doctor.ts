import { availableParallelism, freemem, totalmem } from 'node:os';
import { benchmarkIndexPageFunction, median } from './audit/index.ts';
import { KnownError } from './errors/known-error.ts';
import { counted } from './model/wording.ts';
import { findBrowser, openLane, scriptsDrawn, type BrowserChoice, type VisitLane } from './visit/index.ts';

/** One thing a run needs of the machine. missing: no run can be made; warning: its figures may suffer. */
export interface Check {
  name: string;
  state: 'ok' | 'warning' | 'missing';
  found: string;
  advice?: string;
}

const gibibyte = 1024 ** 3;

/** Readings of the BenchmarkIndex that noise is judged by; a design choice: some ten seconds. */
const readings = 5;

/** Spread of the readings, as a share of their median, from which figures of single samples mislead; a design choice. */
const noisy = 0.1;

export async function checkMachine({ browser, environment }: { browser: string | null; environment: Readonly<Record<string, string | undefined>> }): Promise<Check[]> {
  const machine = [checkNode(process.versions.node), checkCores(availableParallelism()), checkMemory(totalmem(), freemem())];
  try {
    const choice = await findBrowser({ choice: browser, environment });
    return [...machine, ...(await checkBrowser(choice))];
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    return [...machine, { name: 'Browser', state: 'missing', found: error.message, ...(error.hint !== undefined && { advice: error.hint }) }];
  }
}

async function checkBrowser(choice: BrowserChoice): Promise<Check[]> {
  const lane = await openLane({ browser: choice, headed: false, collectors: [] });
  try {
    return [
      { name: 'Browser', state: 'ok', found: `${lane.browserVersion} at ${choice.executablePath} (${choice.from})` },
      ...lane.notes.map((note): Check => ({ name: 'Sandbox', state: 'warning', found: note, advice: 'Run as an ordinary user to keep the sandbox on.' })),
      checkFonts(await scriptsDrawn(lane)),
      checkNoise(await readIndex(lane)),
    ];
  } finally {
    await lane.close();
  }
}

async function readIndex(lane: VisitLane): Promise<number[]> {
  const indices: number[] = [];
  for (let reading = 0; reading < readings; reading += 1) indices.push(Number(await lane.evaluate(benchmarkIndexPageFunction)));
  return indices;
}

function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > 22 || (major === 22 && minor >= 19);
  return { name: 'Node', state: enough ? 'ok' : 'missing', found: version, ...(!enough && { advice: 'Install Node 22.19 or newer.' }) };
}

/** At least two dedicated cores: Lighthouse's documentation on variability, 2026. */
function checkCores(cores: number): Check {
  return { name: 'Processor', state: cores >= 2 ? 'ok' : 'warning', found: counted(cores, 'core'), ...(cores < 2 && { advice: 'With one core the tool and the browser disturb each other: use a machine with two or more.' }) };
}

/** At least 2 GB: Lighthouse's documentation on variability, 2026. */
function checkMemory(total: number, free: number): Check {
  const enough = total >= 2 * gibibyte;
  return { name: 'Memory', state: enough ? 'ok' : 'warning', found: `${(total / gibibyte).toFixed(1)} GB, ${(free / gibibyte).toFixed(1)} GB free`, ...(!enough && { advice: 'Use a machine with 2 GB or more.' }) };
}

function checkFonts(drawn: Readonly<Record<string, boolean>>): Check {
  const lacking = Object.keys(drawn).filter((script) => drawn[script] === false);
  if (lacking.length === 0) return { name: 'Fonts', state: 'ok', found: `can draw ${Object.keys(drawn).join(', ')}` };
  return { name: 'Fonts', state: 'warning', found: `cannot draw ${lacking.join(', ')}`, advice: 'Screenshots and layout of such pages differ from what customers see. On Debian and Ubuntu: `apt-get install fonts-liberation fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji`.' };
}

function checkNoise(indices: readonly number[]): Check {
  const middle = median(indices) ?? 0;
  const spread = middle === 0 ? 1 : (Math.max(...indices) - Math.min(...indices)) / middle;
  const found = `BenchmarkIndex ${Math.round(middle)}, spread ${Math.round(spread * 100)} % over ${indices.length} readings`;
  if (spread <= noisy) return { name: 'Noise', state: 'ok', found };
  return { name: 'Noise', state: 'warning', found, advice: 'Something else is using the processor. Stop it, or take more samples: differences this small cannot be told from noise.' };
}
