/** What a user sees when a plugin of theirs goes wrong. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { start, wattshift } from '../support/command.ts';
import { SMALL, writeExperiment } from '../support/experiment-file.ts';
import { temporaryFolder } from '../support/temporary.ts';

interface Code {
  readonly top?: string;
  readonly kind?: string;
  readonly create?: string;
  readonly tick?: string;
}

/** A policy with this code in it: the top is line 1, other functions are line 3, `create` is 4 and `tick` 6. */
function plugin(name: string, { top = '', kind = '', create = '', tick = '' }: Code): string {
  return `${top}
export default { policies: [{ name: '${name}', title: 'Mine', source: 'a test', parameters: {},
  ${kind}
  create(_, { hosts }) { ${create}
    return { sleep: 'idle', ticks: [150], on: { tick(state) {
      ${tick}
      return [];
  } } }; } }] };
`;
}

/** An experiment with such policies, mine-0 and so on, and one that is fine. Returns the folder. */
function write(...codes: readonly Code[]): string {
  const folder = temporaryFolder();
  const names = codes.map((_, i) => `mine-${i}`);
  for (const [i, code] of codes.entries())
    writeFileSync(join(folder, `${names[i]}.mjs`), plugin(names[i] as string, code));
  writeExperiment(folder, {
    ...SMALL,
    seeds: 1,
    policy: undefined,
    plugins: names.map((name) => `./${name}.mjs`),
    sweep: { policy: [...names, 'none'] },
  });
  return folder;
}

const NOT_READ: readonly (readonly [string, Code, RegExp])[] = [
  ['spins while it loads', { top: 'for (;;);' }, /^mine-0\.mjs: plugin gave no answer for 2 s \(while it was loaded\)/],
  ['never finishes loading', { top: 'await new Promise(() => {});' }, /^mine-0\.mjs: plugin never comes to an end/],
  [
    'never finishes loading, and is busy',
    { top: 'setInterval(() => {}, 9); await new Promise(() => {});' },
    /^mine-0\.mjs: plugin gave no answer for 2 s/,
  ],
  [
    'promises without end',
    { top: '(async () => { for (;;) await null; })();' },
    /^mine-0\.mjs: plugin gave no answer for 2 s/,
  ],
  ['ends the process', { top: 'process.exit(0);' }, /a plugin must not call process\.exit \(mine-0\.mjs:1:9\)/],
  ['cannot be parsed', { top: 'const = 3;' }, /^experiment\.yaml:\d+:\d+: .*SyntaxError: .* \(mine-0\.mjs:1:6\)/],
  ['rejects a promise', { top: "Promise.reject(new Error('oh'));" }, /outside of any call: oh \(mine-0\.mjs:1:16\)/],
  ['leaves a timer', { top: 'setTimeout(() => Promise.reject(3), 1e4);' }, /left a timer running.*\(mine-0\.mjs\)/],
  [
    'spins in check',
    { kind: 'check() { for (;;); },' },
    /^mine-0\.mjs: policy 'mine-0' gave no answer for 2 s \(check\)/,
  ],
  ['throws in check', { kind: 'check() { null.x; },' }, /^mine-0\.mjs:3:18: policy 'mine-0' failed: TypeError: /],
  ['answers check with nothing', { kind: 'check() {},' }, /^mine-0\.mjs: policy 'mine-0' must return a list of texts/],
  ['spins in load', { kind: 'load() { for (;;); },' }, /^mine-0\.mjs: policy 'mine-0' gave no answer for 2 s \(load\)/],
  [
    'makes what no thread can get',
    { kind: 'load: () => ({ f() {} }),' },
    /a plugin makes parameters that cannot be sent to a thread/,
  ],
];

test.each(NOT_READ)('a plugin that %s is not read: exit 2', async (_, code, message) => {
  const args = ['validate', 'experiment.yaml', '--plugin-timeout', '2 s'];
  const { code: exit, stderr } = await wattshift(args, { cwd: write(code) });
  expect(stderr).toMatch(message);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(exit).toBe(2);
});

const FAILED: readonly (readonly [string, Code, string])[] = [
  ['spins in create', { create: 'for (;;);' }, "policy 'mine' gave no answer for 2 s (create, mine.mjs)"],
  ['spins in tick', { tick: 'for (;;);' }, "policy 'mine' gave no answer for 2 s (tick at t = 150 s, mine.mjs)"],
  [
    'throws',
    { tick: 'state.hosts[99].name;' },
    "policy 'mine' failed: TypeError: Cannot read properties of undefined (reading 'name') (tick at t = 150 s, mine.mjs:6:23)",
  ],
  [
    'changes what it is shown',
    { tick: 'state.hosts[3].demandCores = NaN;' },
    "policy 'mine' must not change what it is shown: hosts[3].demandCores (tick at t = 150 s, mine.mjs:6:34)",
  ],
  [
    'changes it in create',
    { create: 'hosts.length = 0;' },
    "policy 'mine' must not change what it is shown: hosts.length (create, mine.mjs:4:39)",
  ],
  [
    'promises an answer',
    { tick: 'return Promise.reject(new Error());' },
    "policy 'mine' must answer at once, not with a promise (tick at t = 150 s, mine.mjs)",
  ],
  [
    'rejects a promise later',
    { tick: "Promise.reject(new Error('oh'));" },
    'a plugin failed outside of any call: oh (mine.mjs:6:22)',
  ],
  [
    'leaves a timer',
    { tick: "setTimeout(() => { throw new Error('oh'); }, 5000);" },
    'a plugin left a timer running: all that it does has to be done when its functions return (mine.mjs)',
  ],
  [
    'ends the process',
    { tick: 'process.exit(0);' },
    "policy 'mine' failed: a plugin must not call process.exit (tick at t = 150 s, mine.mjs:6:15)",
  ],
  [
    'promises without end',
    { create: '(async () => { for (;;) await null; })();' },
    'a plugin gave no answer for 2 s (what it left to be done later at t = 7200 s, mine.mjs)',
  ],
];

test('policies that fail in a run: exit 3, and the others go on', async () => {
  const cwd = write(...FAILED.map(([, code]) => code));
  const args = ['run', 'experiment.yaml', '--out', 'out', '--plugin-timeout', '2 s'];
  const { code, stderr, stdout } = await wattshift(args, { cwd });
  const told = FAILED.map(([, , message], i) => {
    const named = message.replaceAll("'mine'", `'mine-${i}'`).replaceAll('mine.mjs', `mine-${i}.mjs`);
    return `the simulation failed in cell policy=mine-${i}, seed 0: ${named}`;
  });
  expect(stderr.trimEnd().split('\n')).toEqual(told);
  expect(stdout).toMatch(/^none +0\.00/m);
  expect(code).toBe(3);
});

test('a policy that fails, and promises without end, is ended: exit 3', async () => {
  const cwd = write({ create: '(async () => { for (;;) await null; })();', tick: 'state.hosts[99].name;' });
  const { code, stderr } = await wattshift(['run', 'experiment.yaml', '--out', 'out', '--plugin-timeout', '2 s'], {
    cwd,
  });
  expect(stderr).toContain('a plugin gave no answer for 2 s (what it left to be done later at t = 150 s, mine-0.mjs)');
  expect(code).toBe(3);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a command whose plugin does not load', async (signal) => {
  const { child, ended } = start(['run', 'experiment.yaml'], { cwd: write({ top: 'for (;;);' }) });
  await sleep(1000);
  child.kill(signal);
  expect(await ended).toMatchObject({ signal, stderr: '' });
});

test.each(['0', 'soon', '-3 s', '1e9 s'])('--plugin-timeout %s is refused', async (time) => {
  expect(await wattshift(['run', 'any.yaml', '--plugin-timeout', time])).toMatchObject({ code: 2 });
});

test.each(['0', 'two', '1.5'])('--jobs %s is refused', async (jobs) => {
  expect(await wattshift(['run', 'any.yaml', '--jobs', jobs])).toMatchObject({ code: 2 });
});
