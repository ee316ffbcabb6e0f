/** Imports point down: the way of an experiment, from the command to the ground. */

/** What each part of src/ may import besides itself; types count like code. `base` is what everything stands on. */
const may = {
  base: [],
  results: ['base'],
  models: ['base', 'results'],
  analytic: ['base'],
  // a closed form and the same case on SimGrid
  'analytic/beside-simgrid': ['base', 'results', 'models', 'simulation', 'analytic'],
  // plain data in, joules out
  bounds: [],
  simulation: ['base', 'results', 'models', 'bounds'],
  // asks SimGrid itself whether it takes the platform
  platform: ['base', 'models/roles', 'simulation/kernel', 'simulation/scenario'],
  experiment: ['base', 'results', 'models', 'simulation', 'platform'],
  sweep: ['base', 'results', 'models', 'simulation', 'experiment'],
  compare: ['base', 'results', 'report/table'],
  report: ['base', 'results'],
  check: ['base', 'results', 'report', 'sweep', 'experiment'],
  cli: [
    'base',
    'results',
    'models',
    'simulation',
    'platform',
    'experiment',
    'sweep',
    'compare',
    'check',
    'report',
    'analytic',
  ],
  // the other skin besides the command
  vitest: ['check', 'cli', 'report'],
};

const part = (name) => `${name}(/|\\.ts)`;
/** What has a rule of its own is no part of the folder around it. */
const within = (name) => Object.keys(may).filter((other) => other.startsWith(`${name}/`));

module.exports = {
  forbidden: [
    ...Object.entries(may).map(([name, others]) => ({
      name: `${name}-imports`,
      severity: 'error',
      comment: `src/${name} may import ${others.length > 0 ? others.join(', ') : 'nothing else of src/'}`,
      from: { path: `^src/${part(name)}`, pathNot: within(name).map((other) => `^src/${part(other)}`) },
      to: { path: '^src/', pathNot: [name, ...others].map((allowed) => `^src/${part(allowed)}`) },
    })),
    {
      name: 'part-without-a-rule',
      severity: 'error',
      comment: 'A new part of src/ has its line in this file.',
      from: { path: '^src/', pathNot: ['index', 'plot', ...Object.keys(may)].map((name) => `^src/${part(name)}`) },
      to: {},
    },
    {
      name: 'only-the-kernel-knows-simgrid',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/simulation/kernel/' },
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
      to: { path: '^(test|scripts|bench|reproduction)/', dependencyTypesNot: ['npm'] },
    },
    {
      name: 'by-its-public-name',
      severity: 'error',
      comment: 'The reproduction is a user of the library, like any other.',
      from: { path: '^reproduction/' },
      to: { path: '^(src|wasm|dist)/', dependencyTypesNot: ['aliased'] },
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
      comment: 'Who imports the matcher has Vitest, who plots has the packages for it; @stdlib is bundled.',
      from: { path: '^src/', pathNot: ['^src/vitest\\.ts', '^src/report/plot/(svg|png)\\.ts'] },
      to: {
        pathNot: ['node_modules/@stdlib/'],
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^wasm/(dist|lib)'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
