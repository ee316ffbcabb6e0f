/** Speeds, bandwidths, latencies and counts, in SimGrid's own units. */
import type { XmlElement } from '../xml.ts';
import { type Rule, titleOf } from './rule.ts';

interface Dimension {
  readonly units: RegExp;
  readonly example: string;
  /** What SimGrid takes a bare number for. */
  readonly bare: string;
  readonly positive: boolean;
  readonly separator?: RegExp;
}

const PREFIX = '(?:[kMGTPEZY]|[KMGTPEZY]i)?';
const speed: Dimension = {
  units: /^(?:[kMGTPEZY]?f|(?:kilo|mega|giga|tera|peta|exa|zeta|yotta)?flops)$/,
  example: '12.5Gf',
  bare: 'f',
  positive: true,
  separator: /,/,
};
const bandwidth: Dimension = {
  units: new RegExp(`^${PREFIX}[bB]ps$`),
  example: '10Gbps',
  bare: 'Bps',
  positive: true,
  separator: /[,;]/,
};
const latency: Dimension = { units: /^(?:w|d|h|m|s|ms|us|ns|ps)$/, example: '50us', bare: 's', positive: false };

const QUANTITIES: Readonly<Record<string, Dimension>> = {
  speed,
  bandwidth,
  bw: bandwidth,
  bw_in: bandwidth,
  bw_out: bandwidth,
  bb_bw: bandwidth,
  loopback_bw: bandwidth,
  limiter_link: bandwidth,
  read_bw: bandwidth,
  write_bw: bandwidth,
  latency,
  lat: latency,
  bb_lat: latency,
  loopback_lat: latency,
};

export const quantities: Rule = ({ problem, warning }) => {
  const check = (text: string, { units, example, bare, positive }: Dimension, name: string, at: number) => {
    const [, digits = '', unit = ''] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(.*)$/.exec(text) ?? [];
    const value = Number(digits);
    if (digits === '' || !Number.isFinite(value))
      problem(at, `${name}: '${text}' is not a quantity`, `such as ${example}`);
    else if (unit !== '' && !units.test(unit))
      problem(at, `${name}: SimGrid does not know the unit '${unit}'`, `such as ${example}, without a blank`);
    else if (value < 0) problem(at, `${name}: ${text} is negative`, `such as ${example}`);
    else if (positive && value === 0) problem(at, `${name} is zero`, `such as ${example}`);
    else if (unit === '' && value !== 0)
      warning(at, `${name}: ${text} without a unit counts as ${text}${bare}`, 'write the unit');
  };
  return { open };

  function open(element: XmlElement) {
    for (const { name, value, valueAt } of element.attributes.values()) {
      const dimension = QUANTITIES[name];
      if (dimension && value !== '') {
        const parts = dimension.separator ? value.split(dimension.separator) : [value];
        // a pstate without speed is how SimGrid's users model a host that boots
        for (const [i, part] of parts.entries())
          check(part.trim(), i > 0 ? { ...dimension, positive: false } : dimension, name, valueAt);
      }
    }
    const core = element.attributes.get('core');
    if (core && !/^[1-9]\d{0,5}$/.test(core.value))
      problem(core.valueAt, `core="${core.value}"`, 'a whole number of cores, at least 1');
    const pstates = element.attributes.get('speed')?.value.split(',').length ?? 1;
    const pstate = element.attributes.get('pstate');
    if (pstate && !(Number(pstate.value) >= 0 && Number(pstate.value) < pstates)) {
      problem(pstate.valueAt, `pstate="${pstate.value}"`, `the host has ${pstates}, counted from 0, one per speed`);
    }
    // the document type says "0", SimGrid 3.32 reads "" and refuses it
    if (element.name === 'link' && !element.attributes.has('latency')) {
      problem(element.at, `${titleOf(element)} has no latency`, 'write latency="0" if it has none');
    }
  }
};
