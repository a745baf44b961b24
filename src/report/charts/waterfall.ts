import { scaleLinear } from 'd3-scale';
import type { LoadedRequest } from '../../model/loading-evidence.ts';
import { formatValue } from '../numbers.ts';

const rowHeight = 20;
const labelWidth = 250;
const barsWidth = 470;
const axisHeight = 22;

/** Characters of an address that have room beside the bars; its end tells more than its beginning. */
const labelLength = 34;

const rounded = (value: number): number => Math.round(value * 10) / 10;

const shortened = (address: string): string => (address.length <= labelLength ? address : `…${[...address].slice(-labelLength + 1).join('')}`);

export const hasFailed = ({ status, failure }: LoadedRequest): boolean => failure !== null || (status !== null && status >= 400);

/** Requests as bars below one another on one scale of time: waiting for the first byte, then receiving. */
export function waterfall(requests: readonly LoadedRequest[]) {
  const end = Math.max(1, ...requests.map(({ start, duration, firstByte }) => start + (duration ?? firstByte ?? 0)));
  const x = scaleLinear([0, end], [labelWidth, labelWidth + barsWidth]).nice(5);
  const height = axisHeight + requests.length * rowHeight;
  return {
    width: labelWidth + barsWidth + 40,
    height,
    ticks: x.ticks(5).map((value) => ({ x: rounded(x(value)), text: value === 0 ? '0' : formatValue(value, 'ms'), bottom: height })),
    rows: requests.map((request, index) => {
      const { start, duration, firstByte } = request;
      const answered = start + Math.min(firstByte ?? duration ?? 0, duration ?? Infinity);
      const done = start + (duration ?? firstByte ?? 0);
      const top = axisHeight + index * rowHeight;
      return {
        label: shortened(request.address),
        textY: top + 14,
        top: top + 4,
        waitX: rounded(x(start)),
        waitWidth: rounded(Math.max(1, x(answered) - x(start))),
        receiveX: rounded(x(answered)),
        receiveWidth: rounded(Math.max(0, x(done) - x(answered))),
        failed: hasFailed(request),
        cross: rounded(x(done) + 6),
      };
    }),
  };
}
