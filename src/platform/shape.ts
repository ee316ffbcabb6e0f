/** A data centre in a dozen numbers: racks of equal hosts, each rack's switch below one core switch. */
import { z } from 'zod';
import { count, custom, type ParameterTable, quantity } from '../base/kind.ts';
import { OPTIONS } from './options.ts';

export interface PlatformShape {
  readonly name: string;
  readonly racks: number;
  /** Per rack. */
  readonly hosts: number;
  readonly cores: number;
  /** Of one core, flop/s. */
  readonly speed: number;
  /** Bytes per host; Infinity for no limit. */
  readonly ram: number;
  readonly watts: Watts;
  /** Watts of a host asleep. */
  readonly off: number;
  /** Bytes/s of each host, each way. */
  readonly nic: number;
  /** Bytes/s that a rack's hosts can send, over what the rack's uplink carries. */
  readonly oversubscription: number;
  /** Of each link, seconds. */
  readonly latency: number;
  /** Bytes/s between a storage host and the core switch; 0 for no storage host. */
  readonly storage: number;
}

/** Power without load, with next to none, and with all cores busy. */
export interface Watts {
  readonly idleW: number;
  readonly epsilonW: number;
  readonly busyW: number;
}

const MAX_RACKS = 500;
const MAX_HOSTS_PER_RACK = 1000;
const MAX_HOSTS = 100_000;
/** 1 Mbps. */
const SLOWEST = 125_000;

const name = z
  .string({ error: 'expected text' })
  .max(100)
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, { error: "letters, digits, '_' and '-' only, a letter first" });

const watts = z.string({ error: 'expected text, such as 90:210' }).transform((text, context) => {
  const numbers = text.split(':').map((part) => (/^\s*\d+(\.\d+)?\s*$/.test(part) ? Number(part) : Number.NaN));
  const [idleW = Number.NaN] = numbers;
  const epsilonW = numbers.length === 3 ? (numbers[1] as number) : idleW;
  const busyW = numbers.at(-1) as number;
  if ((numbers.length === 2 || numbers.length === 3) && idleW <= epsilonW && epsilonW <= busyW && busyW > 0)
    return { idleW, epsilonW, busyW };
  context.addIssue({
    code: 'custom',
    message: `'${text.slice(0, 60)}' is not watts as idle:all-cores or idle:epsilon:all-cores, rising, such as 90:210`,
  });
  return z.NEVER;
});

const { racks, hosts, nic, oversubscription, latency, cores, speed, ram, off, storage } = OPTIONS;

export const PLATFORM_TABLE: ParameterTable<PlatformShape> = {
  racks: count(racks.description, { min: 1, max: MAX_RACKS }),
  hosts: count(hosts.description, { min: 1, max: MAX_HOSTS_PER_RACK }),
  nic: quantity('bandwidth', nic.description, { min: SLOWEST, default: nic.default }),
  oversubscription: quantity('number', oversubscription.description, {
    min: 0.01,
    max: 1000,
    default: oversubscription.default,
  }),
  latency: quantity('time', latency.description, { max: 1, default: latency.default }),
  cores: count(cores.description, { min: 1, max: 4096, default: Number(cores.default) }),
  speed: quantity('speed', speed.description, { min: 1e6, max: 1e15, default: speed.default }),
  ram: quantity('bytes', ram.description, {
    min: 1e6,
    max: 1e15,
    default: ram.default,
    words: { unlimited: Number.POSITIVE_INFINITY },
  }),
  watts: custom(watts.prefault(OPTIONS.watts.default), 'W', OPTIONS.watts.description, OPTIONS.watts.default),
  off: quantity('power', off.description, { max: 1e6, default: off.default }),
  storage: quantity('bandwidth', storage.description, {
    min: SLOWEST,
    default: storage.default,
    words: { none: 0 },
  }),
  name: custom(name.prefault(OPTIONS.name.default), '', OPTIONS.name.description, OPTIONS.name.default),
};

/** What is wrong with numbers that are right by themselves; undefined if nothing is. */
export function shapeFault(shape: PlatformShape): string | undefined {
  const total = shape.racks * shape.hosts;
  if (total <= MAX_HOSTS) return undefined;
  return `${shape.racks} racks of ${shape.hosts} hosts are ${total} hosts: at most ${MAX_HOSTS}`;
}
