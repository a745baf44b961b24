import { usageError, type Bench } from './bench.ts';
import { benchGate } from './gate/bench-gate.ts';
import { printGateBench } from './gate/print-gate-bench.ts';

const counts = { seed: '1', decisions: '30', simulated: '300' } as const;

export const gateBench: Bench = {
  id: 'gate',
  help: `How often gates fail what is the same and miss what is worse, and how simpler rules do on the same samples.
Whole runs of the tool on a page against itself, and with regressions planted in the one of the two, at the defaults
of a plan; some of them beside a program that keeps one core busy. Then simulated runs, made of what those measured.

  --seed n       of the simulation (default ${counts.seed})
  --decisions n  real decisions on times where nothing is planted, a third beside the busy program (default ${counts.decisions})
  --simulated n  simulated runs of each kind, alone and beside the busy program (default ${counts.simulated})
  --save file    keep the real runs there, and make those only that are not there yet
  --minutes n    begin no real run later than that: with --save, a further call goes on
  --samples file judge the runs that are kept there, without a browser`,
  options: {
    seed: { type: 'string', default: counts.seed },
    decisions: { type: 'string', default: counts.decisions },
    simulated: { type: 'string', default: counts.simulated },
    minutes: { type: 'string' },
    save: { type: 'string' },
    samples: { type: 'string' },
  },
  async measure(values, { environment, tell }) {
    const count = (name: string): number => {
      const number = Number(values[name]);
      if (!Number.isInteger(number) || number < 1) throw usageError(`--${name} expects a whole number of at least 1, found ${String(values[name])}.`);
      return number;
    };
    const file = (name: string): string | null => (typeof values[name] === 'string' ? values[name] : null);
    const result = await benchGate({
      decisions: count('decisions'),
      simulated: count('simulated'),
      seed: count('seed'),
      minutes: values['minutes'] === undefined ? null : count('minutes'),
      save: file('save'),
      samples: file('samples'),
      environment,
      tell,
    });
    return { figures: result, text: printGateBench(result) };
  },
};
