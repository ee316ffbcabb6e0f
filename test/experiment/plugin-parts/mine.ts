/** A user's module with a kind of every section. The parts leave a trace in what the run does, so that a test sees that
 * they were asked, and with which parameters. */

import {
  type CommonParameters,
  commonParameters,
  count,
  type EmptyingKind,
  every,
  type FacilityKind,
  file,
  type HostChoice,
  type HostChoiceKind,
  least,
  type MechanismKind,
  type MigrationEnergyKind,
  type OverloadTestKind,
  type PlacementKind,
  Plan,
  type Plugins,
  type PolicyKind,
  part,
  quantity,
  type VetoKind,
  type VmChoiceKind,
  type WorkloadKind,
} from 'wattshift';
import type { ArrivalsKind, LifetimesKind } from '../../../src/models/life/contract.ts';

const SOURCE = 'a test';

/** Twice in a row above `above`. */
const when: OverloadTestKind<{ readonly above: number }> = {
  name: 'mine-twice',
  title: 'Two samples in a row above a limit',
  source: SOURCE,
  parameters: { above: quantity('number', 'Demand over capacity', { default: 0.7, max: 1 }) },
  create: ({ above }) => ({
    samples: 2,
    overloaded: (history) => history.length > 1 && history.every((used) => used > above),
  }),
};

const which: VmChoiceKind<Record<never, never>> = {
  name: 'mine-last',
  title: 'The VM with the highest number',
  source: SOURCE,
  parameters: {},
  create: () => (vms) => vms.toSorted((a, b) => b.index - a.index)[0] as (typeof vms)[number],
};

/** By prices per host, from a file: `name price` a line. */
const where: HostChoiceKind<{ readonly weight: number; readonly prices: string | ReadonlyMap<string, number> }> = {
  name: 'mine-cheapest',
  title: 'The cheapest host',
  source: SOURCE,
  parameters: {
    weight: quantity('number', 'What a price counts', { default: 1 }),
    prices: file('Prices of the hosts'),
  },
  load: (parameters, files) => {
    const lines = files
      .read(parameters.prices as string)
      .text.trim()
      .split('\n');
    const prices = lines.map((line) => line.split(' ')).map(([name = '', price]) => [name, Number(price)] as const);
    return { ...parameters, prices: new Map(prices) };
  },
  check: ({ prices }, { hosts }) => {
    const known = prices as ReadonlyMap<string, number>;
    return hosts.filter(({ name }) => !known.has(name)).map(({ name }) => `prices: none for ${name}`);
  },
  create: ({ weight, prices }) => {
    const known = prices as ReadonlyMap<string, number>;
    return (_, hosts, plan) =>
      least(hosts, (host) => weight * (known.get(host.name) ?? 0) + plan.demandCores(host) + host.index / 1000);
  },
};

const empty: EmptyingKind<{ readonly most: number }> = {
  name: 'mine-few',
  title: 'Hosts with few VMs',
  source: SOURCE,
  parameters: { most: count('VMs of a host that is emptied', { default: 2 }) },
  create:
    ({ most }) =>
    (hosts, plan) =>
      hosts.filter((host) => plan.vms(host) <= most),
};

const veto: VetoKind<{ readonly most: number }> = {
  name: 'mine-some',
  title: 'So many moves and no more',
  source: SOURCE,
  parameters: { most: count('Moves at a time', { default: 3 }) },
  create:
    ({ most }) =>
    (moves) =>
      moves.slice(0, most),
};

const placement: PlacementKind<{ readonly from: number; readonly names: string | readonly string[] }> = {
  name: 'mine-listed',
  title: 'Hosts of a list in turn',
  source: SOURCE,
  parameters: { from: count('The first of them', { default: 0 }), names: file('Names of hosts, one a line') },
  load: (parameters, files) => ({
    ...parameters,
    names: files
      .read(parameters.names as string)
      .text.trim()
      .split('\n'),
  }),
  check: ({ names }, { hosts }) =>
    (names as readonly string[])
      .filter((name) => !hosts.some((host) => host.name === name))
      .map((name) => `names: there is no host '${name}'`),
  create: ({ from, names }) => {
    let next = from;
    return {
      place: (_, hosts) => {
        const name = names[next++ % names.length];
        return hosts.find((host) => host.name === name);
      },
    };
  },
};

/** With a part of its own. */
const policy: PolicyKind<{ readonly period: number; readonly where: HostChoice }> = {
  name: 'mine-wanders',
  title: 'One VM moves at a time',
  source: SOURCE,
  parameters: {
    period: quantity('time', 'Time between two moves', { default: '600 s', min: 1 }),
    where: part<HostChoice>('hostChoices', 'Where it goes', 'first-fit'),
  },
  create: ({ period, where: choose }) => ({
    sleep: 'idle',
    ticks: every(period, period),
    on: {
      tick: (state) => {
        const plan = new Plan(state);
        const vm = state.vms.find((one) => !one.destination);
        const open = vm ? plan.hosts.filter((host) => host !== vm.host && plan.fits(vm, host)) : [];
        const to = vm && choose(vm, open, plan);
        if (vm && to) plan.move(vm, to);
        return plan.moves;
      },
    },
  }),
};

const workload: WorkloadKind<{ readonly load: number }> = {
  name: 'mine-steps',
  title: 'A load that grows with the number of the VM',
  source: SOURCE,
  parameters: { load: quantity('number', 'Of the last VM', { default: 0.5, max: 1 }) },
  create: ({ load }, { vmNames, durationS }) => ({
    workingSetBytes: 1e6,
    *phases(vm) {
      const share = (vm.index + 1) / vmNames.length;
      yield { durationS: durationS / 2, load: load * share, dirtyRate: 0 };
      yield { durationS, load: load * (1 - share / 2), dirtyRate: 0 };
    },
  }),
};

const mechanism: MechanismKind<CommonParameters> = {
  name: 'mine-stops',
  title: 'Stop and copy',
  source: SOURCE,
  parameters: commonParameters,
  create: ({ bandwidth }) => ({
    *migrate(m) {
      m.pause();
      yield m.send(m.vm.memoryBytes, 'stage3', 'general', bandwidth);
      return 'converged';
    },
  }),
};

const migrationEnergy: MigrationEnergyKind<{ readonly each: number }> = {
  name: 'mine-flat',
  title: 'The same for each',
  source: SOURCE,
  parameters: { each: quantity('number', 'J per migration', { default: 100 }) },
  create: ({ each }) => ({ energyJ: () => each }),
};

const facility: FacilityKind<{ readonly trees: number }> = {
  name: 'mine-trees',
  title: 'Trees',
  source: SOURCE,
  parameters: { trees: quantity('number', 'Per joule', { default: 2 }) },
  create: ({ trees }) => ({
    metrics: ({ energyJ }) => ({ trees: trees * energyJ }),
    figures: { trees: { unit: 'trees', title: 'trees', description: 'trees' } },
  }),
};

const arrivals: ArrivalsKind<{ readonly every: number }> = {
  name: 'mine-regular',
  title: 'One after the other',
  source: SOURCE,
  parameters: { every: quantity('time', 'From one to the next', { default: '60 s', min: 1 }) },
  create: ({ every }) => ({
    *times() {
      for (let n = 1; ; n++) yield n * every;
    },
  }),
};

const lifetime: LifetimesKind<{ readonly most: number }> = {
  name: 'mine-short',
  title: 'Short',
  source: SOURCE,
  parameters: { most: quantity('time', 'Longest time', { default: '10 min' }) },
  create: ({ most }) => ({ draw: (random) => ({ kind: 'time', seconds: random.between(1, most) }) }),
};

export default {
  workloads: [workload],
  policies: [policy],
  mechanisms: [mechanism],
  migrationEnergies: [migrationEnergy],
  facilities: [facility],
  placements: [placement],
  arrivals: [arrivals],
  lifetimes: [lifetime],
  overloadTests: [when],
  vmChoices: [which],
  hostChoices: [where],
  emptyings: [empty],
  vetoes: [veto],
} satisfies Plugins;
