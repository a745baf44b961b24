import { writeFileSync } from 'node:fs';

/** Loaded before a program: writes its largest resident set in MB to the file named by BENCH_PEAK_FILE when it ends. */
const file = process.env['BENCH_PEAK_FILE'];
if (file === undefined) throw new Error('BENCH_PEAK_FILE names no file');
process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS / 1024)));
