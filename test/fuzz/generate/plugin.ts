/** Modules of a user, with the faults that people make and those that they make on purpose. */
import type { FuzzCase } from '../case.ts';
import type { Draw } from '../draw.ts';
import { mutateText } from '../mutate/text.ts';
import { SMALL_EXPERIMENT, SMALL_PLATFORMS } from './seeds.ts';

/** What a module does while it is loaded, before or after its kinds are there. */
const AT_LOAD = [
  '',
  '',
  '',
  '',
  '',
  "throw new Error('no');",
  'throw null;',
  'throw { message: 1 };',
  "setTimeout(() => { throw new Error('later'); }, 1);",
  "Promise.reject(new Error('later'));",
  'await new Promise(() => {});',
  'Object.prototype.polluted = 1;',
  'process.exit(0);',
];

/** Values that a function may wrongly return. */
const WRONG = ['undefined', 'null', '1', "'x'", '[]', '{}', 'NaN', '[null]', '[{}]', 'Promise.resolve([])', '() => 1'];

const BODIES: Readonly<Record<string, readonly string[]>> = {
  tick: [
    'return [];',
    "return state.vms.map((vm) => ({ do: 'migrate', vm, to: state.hosts[0] }));",
    "return state.vms.map((vm) => ({ do: 'migrate', vm, to: state.hosts[99] }));",
    'return [{ do: "migrate", vm: state.vms[0], to: { index: -1, name: "x" } }];',
    "return [{ do: 'sleep', host: state.hosts[0] }, { do: 'wake', host: state.hosts[0] }];",
    "return [{ do: 'ask', atS: NaN }];",
    "return [{ do: 'fly' }, undefined, 5];",
    'state.hosts[0].demandCores = NaN; state.vms[0].load = 7; return [];',
    'state.vms.length = 0; return [];',
    'throw new Error("tick");',
    'throw undefined;',
    'for (;;) ;',
    'return null.x;',
  ],
  ticks: [
    '[10, 20]',
    '[20, 10]',
    '[NaN]',
    '[-5]',
    '[10, 10, 10]',
    'undefined',
    '5',
    '(function* () { for (;;) yield 10; })()',
  ],
  migrate: [
    "yield m.wait(1); return 'converged';",
    "yield m.wait(NaN); return 'converged';",
    "yield m.wait(-1); return 'converged';",
    "yield m.send(-1, 'stage1'); return 'converged';",
    "yield m.send(NaN, 'stage1'); return 'converged';",
    "yield m.send(1e6, 'stage9', 'nowhere', 0); return 'converged';",
    "m.pause(); m.pause(); m.switchOver(NaN); yield m.wait(1); return 'converged';",
    'yield 5;',
    "yield { kind: 'all', sends: [] }; return 'converged';",
    'return 5;',
    "throw new Error('migrate');",
    'for (;;) yield m.wait(0);',
  ],
  phases: [
    'yield { durationS: 60, load: 0.5, dirtyRate: 0 };',
    'for (;;) yield { durationS: 0, load: 0.5, dirtyRate: 0 };',
    'for (;;) yield { durationS: -1, load: 0.5, dirtyRate: 0 };',
    'yield { durationS: NaN, load: 0.5, dirtyRate: 0 };',
    'yield { durationS: 60, load: NaN, dirtyRate: NaN };',
    'yield { durationS: 60, load: 7, dirtyRate: -1 };',
    'yield null;',
    "throw new Error('phases');",
  ],
  energyJ: ['return 1;', 'return NaN;', 'return -1;', 'return Infinity;', "return 'x';", 'throw 1;'],
};

const some = (name: keyof typeof BODIES, draw: Draw) => draw.pick(BODIES[name] ?? []);
const or = (text: string, draw: Draw) => (draw.chance(0.1) ? draw.pick(WRONG) : text);

/** A section of the registry, the key of the experiment file that names its kinds, and what `create` returns. */
const SECTIONS: readonly { section: string; key: string; built: (draw: Draw) => string }[] = [
  {
    section: 'policies',
    key: 'policy',
    built: (draw) =>
      `{ sleep: ${or("'idle'", draw)}, ticks: ${or(some('ticks', draw), draw)}, on: { ${or('start', draw)}: (state) => { ${some('tick', draw)} }, tick(state) { ${some('tick', draw)} } } }`,
  },
  {
    section: 'mechanisms',
    key: 'mechanism',
    built: (draw) =>
      `{ estimate: () => (${or('{ seconds: 1, bytes: 1, downtimeS: 1 }', draw)}), *migrate(m) { ${some('migrate', draw)} } }`,
  },
  {
    section: 'workloads',
    key: 'workload',
    built: (draw) => `{ workingSetBytes: ${or('1e6', draw)}, *phases(vm, random) { ${some('phases', draw)} } }`,
  },
  {
    section: 'migrationEnergies',
    key: 'migrationEnergy',
    built: (draw) => `{ energyJ(m) { ${some('energyJ', draw)} } }`,
  },
];

const NAMES = ['mine', 'mine', 'mine', 'mine', 'mine', 'ffd', 'Mine', '', 'constructor', '__proto__'];

export function pluginCase(draw: Draw): FuzzCase {
  const { section, key, built } = draw.pick(SECTIONS);
  const name = draw.pick(NAMES);
  const create = draw.chance(0.85) ? `() => (${or(built(draw), draw)})` : draw.pick(WRONG);
  const check = draw.chance(0.1) ? `, check: () => (${draw.pick(WRONG)})` : '';
  const kind = `{ name: ${JSON.stringify(name)}, title: 'Mine', source: 'me', parameters: ${or('{}', draw)}, create: ${create}${check} }`;
  const text = `${draw.pick(AT_LOAD)}\nexport default { ${section}: [${kind}] };\n`;
  return {
    class: 'plugin',
    files: {
      'experiment.yaml': JSON.stringify({ ...SMALL_EXPERIMENT, plugins: ['./mine.mjs'], [key]: { kind: name } }),
      'platform.xml': draw.pick(SMALL_PLATFORMS),
      'mine.mjs': draw.chance(0.1) ? mutateText(text, draw) : text,
    },
    args: ['run', 'experiment.yaml', '--jobs', '1', '--out', 'out'],
  };
}
