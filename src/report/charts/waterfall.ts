import { scaleLinear } from 'd3-scale';
import type { LoadedRequest } from '../../model/loading-evidence.ts';
import { becameOf } from '../../model/loading-evidence.ts';
import { formatValue } from '../numbers.ts';
import { rounded } from './rounded.ts';

/** Units across the drawing, which is as wide as there is room for. */
const width = 1_000;

/** Less would not be seen. */
const narrowest = 3;

/** Characters of an address beside the bars: whose it is stands at its beginning, and what at its end. */
const shown = { start: 13, end: 17 };

function shortened(address: string): string {
  const characters = [...address];
  return characters.length <= shown.start + shown.end + 1 ? address : `${characters.slice(0, shown.start).join('')}…${characters.slice(-shown.end).join('')}`;
}

/** When the last that is known of it happened, ms since the first request. */
const lastOf = ({ start, duration, firstByte }: LoadedRequest): number => start + (duration ?? firstByte ?? 0);

/** Requests as bars below one another on one scale of time: waiting for the first byte, then receiving. What never ended is open up to the edge. */
export function waterfall(requests: readonly LoadedRequest[]) {
  const end = Math.max(1, ...requests.map(lastOf));
  const x = scaleLinear([0, end], [0, width]).nice(5);
  const ticks = x.ticks(5);
  return {
    width,
    ticks: ticks.map((value, index) => ({ x: rounded(x(value)), percent: rounded(x(value) / 10), text: value === 0 ? '0' : formatValue(value, 'ms'), anchor: index === 0 ? 'start' : x(value) >= width - 1 ? 'end' : 'middle' })),
    rows: requests.map((request) => {
      const { start, duration, firstByte } = request;
      const became = becameOf(request);
      const answered = start + Math.min(firstByte ?? duration ?? 0, duration ?? Infinity);
      const done = lastOf(request);
      const receives = rounded(x(done) - x(answered));
      return {
        label: shortened(request.address),
        waitX: rounded(Math.min(x(start), width - narrowest)),
        waitWidth: rounded(Math.max(receives < narrowest ? narrowest : 0, x(answered) - x(start))),
        receiveX: rounded(x(answered)),
        receiveWidth: Math.max(0, receives),
        openX: became === 'open' ? rounded(x(done)) : null,
        openWidth: became === 'open' ? rounded(Math.max(narrowest, width - x(done))) : null,
        failed: became === 'failed',
        cancelled: became === 'cancelled',
      };
    }),
  };
}
