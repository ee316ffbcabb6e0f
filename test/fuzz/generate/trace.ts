/** Traces of loads as CSV, and what other programs make of CSV. */
import type { FuzzCase } from '../case.ts';
import type { Draw } from '../draw.ts';
import { hostileNumber, hostileWord } from '../hostile.ts';
import { mutateText } from '../mutate/text.ts';
import { SMALL_PLATFORMS, TRACED_EXPERIMENT } from './seeds.ts';

function traceText(draw: Draw): string {
  const separator = draw.chance(0.9) ? ',' : draw.pick([';', '\t', ', ']);
  const columns = ['time', 'vm', 'load', ...draw.some(['dirtyRate'], 0.5), ...draw.some(['comment'], 0.05)];
  let timeS = 0;
  const rows = draw.list(12, () => {
    timeS += draw.pick([0, 0, 60, 300.5, 1e-3]);
    return columns.map((column) => {
      if (draw.chance(0.01)) return hostileNumber(draw);
      if (column === 'time') return String(timeS);
      if (column === 'vm') return draw.chance(0.02) ? hostileWord(draw) : `vm-${draw.below(4)}`;
      if (column === 'load') return draw.pick(['0', '1', '0.5', '0.25']);
      return draw.pick(['0', '1e6', '2000000']);
    });
  });
  const lines = [columns, ...rows].map((cells) => cells.join(separator));
  return `${lines.join('\n')}${draw.chance(0.9) ? '\n' : ''}`;
}

export function traceCase(draw: Draw): FuzzCase {
  const text = traceText(draw);
  return {
    class: 'trace',
    files: {
      'experiment.yaml': JSON.stringify(TRACED_EXPERIMENT),
      'platform.xml': draw.pick(SMALL_PLATFORMS),
      'loads.csv': draw.chance(0.3) ? mutateText(text, draw) : text,
    },
    args: ['validate', 'experiment.yaml'],
  };
}
