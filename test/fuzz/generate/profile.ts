/** Profile files of hosts and links: times and values, SimGrid's instructions, and what is neither. */
import { star } from '../../support/scenarios.ts';
import type { FuzzCase } from '../case.ts';
import type { Draw } from '../draw.ts';
import { hostileNumber } from '../hostile.ts';
import { mutateText } from '../mutate/text.ts';
import { SMALL_EXPERIMENT } from './seeds.ts';

const USES = {
  speed_file: ['0.5', '1', '0', '0.25'],
  state_file: ['0', '1', '-1'],
  bandwidth_file: ['1e8', '1e6', '0', '1'],
  latency_file: ['0.001', '0', '1'],
} as const;
type Use = keyof typeof USES;

function profileText(use: Use, draw: Draw): string {
  let timeS = 0;
  const lines = draw.list(8, () => {
    timeS += draw.pick([0, 1, 60, 600.5, 1e-9]);
    const time = draw.chance(0.03) ? hostileNumber(draw) : String(timeS);
    const value = draw.chance(0.05) ? hostileNumber(draw) : draw.pick(USES[use]);
    return `${time} ${value}`;
  });
  const period = draw.pick(['60', '1', '0', '3600', '1e-9', '0.001', hostileNumber(draw)]);
  if (draw.chance(0.3)) lines.unshift(`PERIODICITY ${period}`);
  if (draw.chance(0.2)) lines.push(`LOOPAFTER ${period}`);
  if (draw.chance(0.1)) {
    const law = () => draw.pick(['DET 1', 'DET 0', 'DET 60', 'UNIF 1 60', 'EXP 0.01', 'WEIB 1 60', 'NORM 60 1']);
    lines.unshift(draw.pick(['STOCHASTIC LOOP', 'STOCHASTIC']));
    for (let i = 1; i < lines.length; i++) lines[i] = `${law()} ${law()}`;
  }
  if (draw.chance(0.2)) lines.unshift('# a comment');
  return `${lines.join('\n')}\n`;
}

export function profileCase(draw: Draw): FuzzCase {
  const use = draw.pick(Object.keys(USES) as Use[]);
  const ofHost = use === 'speed_file' || use === 'state_file';
  const host = `<host id="spare" speed="10Gf" ${ofHost ? `${use}="some.profile"` : ''}><prop id="wattage_per_state" value="100:200"/></host>`;
  const link = `<link id="wire" bandwidth="1GBps" latency="1us" ${ofHost ? '' : `${use}="some.profile"`}/>`;
  const room = `<zone id="room" routing="Full">${host}</zone>`;
  const way = `${link}<zoneRoute src="rack" dst="room" gw_src="switch" gw_dst="spare"><link_ctn id="wire"/></zoneRoute>`;
  const xml = star(2, { latency: '1us' })
    .replace('<cluster id="rack"', `${room}<cluster id="rack" router_id="switch"`)
    .replace('</cluster>', `</cluster>${way}`);
  const text = profileText(use, draw);
  return {
    class: 'profile',
    files: {
      'experiment.yaml': JSON.stringify({
        ...SMALL_EXPERIMENT,
        vms: { count: 3, memory: '512 MB', placement: ['pm-0', 'spare', 'spare'] },
      }),
      'platform.xml': xml,
      'some.profile': draw.chance(0.2) ? mutateText(text, draw) : text,
    },
    args: ['validate', 'experiment.yaml'],
  };
}
