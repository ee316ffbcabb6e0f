/** Imports point one way: cli -> jobs -> experiment, run -> simulation -> plugins, metrics, kernel. */

/** What each part of src/ may import besides itself and the ground; types count like code. */
const ground = ['problem', 'units', 'random', 'kind', 'scenario', 'version', 'limits', 'roles', 'numbers', 'hot-pages'];
const plugins = ['mechanisms', 'policies', 'workloads', 'energy', 'facility'];
const may = {
  input: [],
  // what stands around a user's own kinds
  guard: ['registry'],
  kernel: [],
  mechanisms: ['metrics', 'input'],
  policies: ['input'],
  workloads: ['input'],
  energy: ['metrics', 'input'],
  facility: ['metrics', 'input', 'results/run-output'],
  metrics: [],
  registry: plugins,
  // plain data in, joules out
  bounds: [],
  simulation: ['bounds', 'guard', 'kernel', 'metrics', 'registry', ...plugins, 'results/run-output'],
  run: ['simulation', 'kernel', 'metrics', 'registry', 'results/run-output'],
  results: ['metrics', 'input'],
  // both ask SimGrid itself whether it takes the platform, and where the VMs would go
  platform: ['input', 'kernel'],
  experiment: ['guard', 'input', 'platform', 'registry', 'simulation', 'kernel'],
  jobs: ['experiment', 'guard', 'registry', 'run', 'results', 'metrics'],
  // closed forms stand beside the simulation, and know nothing of it
  analytic: [],
  bridge: ['analytic', 'run', 'metrics'],
  plot: ['results/atomic-write'],
  kinds: ['registry'],
  measure: ['experiment', 'guard', 'jobs', 'results'],
  compare: ['input', 'metrics', 'results'],
  check: ['input', 'experiment/source', 'measure', 'metrics', 'results'],
  // the other skin besides the command
  vitest: ['check', 'cli/check-table'],
  reproduce: [
    'mechanisms',
    'analytic',
    'plot',
    'input',
    'experiment',
    'registry',
    'run',
    'jobs',
    'results',
    'metrics',
    'kinds',
  ],
  cli: [
    'analytic',
    'bridge',
    'input',
    'plot',
    'measure',
    'compare',
    'check',
    'experiment',
    'platform',
    'jobs',
    'results',
    'metrics',
    'kinds',
    'registry',
    'reproduce',
  ],
};

const part = (name) => (name.includes('/') ? `${name}\\.ts` : `${name}(/|\\.ts)`);

module.exports = {
  forbidden: [
    ...Object.entries(may).map(([name, others]) => ({
      name: `${name}-imports`,
      severity: 'error',
      comment: `src/${name} may import ${['the ground', ...others].join(', ')}`,
      from: { path: `^src/${part(name)}` },
      to: { path: '^src/', pathNot: [name, ...ground, ...others].map((allowed) => `^src/${part(allowed)}`) },
    })),
    {
      name: 'part-without-a-rule',
      severity: 'error',
      comment: 'A new part of src/ has its line in this file.',
      from: { path: '^src/', pathNot: ['index', ...ground, ...Object.keys(may)].map((name) => `^src/${part(name)}`) },
      to: {},
    },
    {
      name: 'ground-imports',
      severity: 'error',
      comment: 'What everything stands on stands on nothing else.',
      from: { path: `^src/(${ground.join('|')})\\.ts` },
      to: { path: '^src/', pathNot: ground.map((name) => `^src/${name}\\.ts`) },
    },
    {
      name: 'only-the-kernel-knows-simgrid',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/kernel/' },
      to: { path: ['^wasm/', '^simgrid-wasm'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Types alone may know each other: a host its VMs, a VM its host.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-way-out',
      severity: 'error',
      comment: 'What is published imports nothing that is not.',
      from: { path: '^(src|wasm/src)/' },
      to: { path: '^(test|scripts|bench)/', dependencyTypesNot: ['npm'] },
    },
    {
      name: 'unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'undeclared-package',
      severity: 'error',
      comment: 'Who imports the matcher has Vitest.',
      from: { path: '^src/', pathNot: '^src/vitest\\.ts' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^wasm/(dist|lib)'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
