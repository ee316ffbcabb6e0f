/** Speeds, bandwidths, latencies and counts, in SimGrid's own units. */
import { quote } from '../../base/input/quote.ts';
import { parseDecimal } from '../../base/units.ts';
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

/** Sums and products of what is smaller stay finite, in whatever unit. */
const LARGEST = 1e24;

export const quantities: Rule = ({ problem, warning }) => {
  const check = (text: string, { units, example, bare, positive }: Dimension, name: string, at: number) => {
    const [digits = ''] = /^[+-]?[\d.]+(?:[eE][+-]?\d+)?/.exec(text) ?? [];
    const value = parseDecimal(digits);
    const unit = text.slice(digits.length);
    if (value === undefined) problem(at, `${name}: ${quote(text)} is not a quantity`, `such as ${example}`);
    else if (Math.abs(value) > LARGEST || (value !== 0 && Math.abs(value) < 1 / LARGEST))
      problem(at, `${name}: ${quote(text)} is out of all proportion`, `such as ${example}`);
    else if (unit !== '' && !units.test(unit))
      problem(at, `${name}: SimGrid does not know the unit ${quote(unit)}`, `such as ${example}, without a blank`);
    else if (value < 0) problem(at, `${name}: ${text} is negative`, `such as ${example}`);
    else if (positive && value === 0) problem(at, `${name} is zero`, `such as ${example}`);
    else if (unit === '' && value !== 0)
      warning(at, `${name}: ${text} without a unit counts as ${text}${bare}`, 'write the unit');
  };
  return { open };

  function open(element: XmlElement) {
    for (const { name, value, valueAt } of element.attributes.values()) {
      const dimension = Object.hasOwn(QUANTITIES, name) ? QUANTITIES[name] : undefined;
      if (dimension && value !== '') {
        const parts = dimension.separator ? value.split(dimension.separator) : [value];
        // a pstate without speed is how SimGrid's users model a host that boots
        for (const [i, part] of parts.entries())
          check(part.trim(), i > 0 ? { ...dimension, positive: false } : dimension, name, valueAt);
      }
    }
    const core = element.attributes.get('core');
    if (core && !/^[1-9]\d{0,5}$/.test(core.value))
      problem(core.valueAt, `core="${core.value.slice(0, 20)}"`, 'a whole number of cores, at least 1');
    const pstates = element.attributes.get('speed')?.value.split(',').length ?? 1;
    const pstate = element.attributes.get('pstate');
    if (pstate && !(/^\d{1,6}$/.test(pstate.value) && Number(pstate.value) < pstates)) {
      problem(
        pstate.valueAt,
        `pstate="${pstate.value.slice(0, 20)}"`,
        `the host has ${pstates}, counted from 0, one per speed`,
      );
    }
    // the document type says "0", SimGrid 3.32 reads "" and refuses it
    if (element.name === 'link' && !element.attributes.has('latency')) {
      problem(element.at, `${titleOf(element)} has no latency`, 'write latency="0" if it has none');
    }
  }
};
