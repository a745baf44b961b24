import { lighthouseCi } from '../peers/lighthouse-ci.ts';
import { pa11yCi } from '../peers/pa11y-ci.ts';
import { unlighthouse } from '../peers/unlighthouse.ts';
import type { Racer } from './race.ts';
import { readWork, workOfLighthouse, workOfPa11y } from './read-work.ts';

const lighthouseResult = (text: string): [ReturnType<typeof workOfLighthouse>] => [workOfLighthouse(text)];

export const pa11yCiRacer: Racer = { id: 'pa11y-ci', peer: pa11yCi, read: (directory) => readWork(directory, 'result.json', workOfPa11y) };
export const unlighthouseRacer: Racer = { id: 'unlighthouse', peer: unlighthouse, read: (directory) => readWork(directory, 'result/reports/**/lighthouse.json', lighthouseResult) };
export const lighthouseCiRacer: Racer = { id: 'lighthouse-ci', peer: lighthouseCi, read: (directory) => readWork(directory, '.lighthouseci/lhr-*.json', lighthouseResult) };
