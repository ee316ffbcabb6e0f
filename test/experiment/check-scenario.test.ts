import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/base/problem.ts';
import { checkScenario } from '../../src/experiment/check-scenario.ts';
import { parseTable, type Table } from '../../src/experiment/issue.ts';
import { parametersInSi } from '../../src/experiment/kind-choice.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import { builtIn } from '../../src/models/registry.ts';
import { loadPlatform } from '../../src/platform/load.ts';
import { runScenario as runUnchecked } from '../../src/simulation/run.ts';
import type { WrittenScenario } from '../../src/simulation/scenario.ts';
import { platform, writeExperiment } from '../support/experiment-file.ts';
import { temporaryFolder } from '../support/temporary.ts';

const SHORT: WrittenScenario = {
  platform: loadPlatform(platform('rack4-10g')),
  durationS: 7200,
  vms: [{ count: 8, memoryBytes: 2e9 }],
  workload: { kind: 'webserver' },
  policy: { kind: 'ffd' },
};

async function problemsOf(scenario: object): Promise<readonly string[]> {
  const error = await runScenario(scenario as WrittenScenario, 0).catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error('no problem was found', { cause: error });
  return error.message.split('\n');
}

describe('a scenario written by hand', () => {
  test('is the one of the file that says the same', async () => {
    const file = writeExperiment(temporaryFolder(), {
      version: 1,
      name: 'same',
      platform: platform('rack4-10g'),
      duration: '2 h',
      seeds: 1,
      vms: { count: 8, memory: '2 GB' },
      workload: 'webserver',
      policy: 'ffd',
    });
    const { cells } = await loadExperiment(file);
    expect(await checkScenario(SHORT, builtIn)).toEqual(cells[0]?.scenario);
    expect(await runScenario(SHORT, 3)).toEqual(await runScenario(cells[0]?.scenario as WrittenScenario, 3));
  });

  test('moves VMs by the defaults of the parameters that it leaves out', async () => {
    // 8 VMs on 2 of 4 hosts, packed anew every 300 s: without its period, FFD never packed at all
    expect((await runScenario(SHORT, 0)).metrics.migrations).toBeGreaterThan(10);
  });

  test('has SI numbers, or text as in a file', async () => {
    const capped = (bandwidth: unknown) => ({ ...SHORT, mechanism: { kind: 'pre-copy', parameters: { bandwidth } } });
    const si = await checkScenario(capped(125e6), builtIn);
    expect(si.mechanism.parameters.bandwidth).toBe(125e6);
    expect(await checkScenario(capped('1 Gbps'), builtIn)).toEqual(si);
    expect((await checkScenario(capped(Number.POSITIVE_INFINITY), builtIn)).mechanism).toEqual(
      (await checkScenario(capped('unlimited'), builtIn)).mechanism,
    );
  });

  test('is told everything that is wrong with it at once, by dotted path', async () => {
    const wrong = {
      ...SHORT,
      durationS: Number.NaN,
      colour: 'red',
      vms: [{ count: 1, vcpus: 1.5, memoryBytes: Number.NaN }],
      workload: { kind: 'webserfer' },
      policy: { kind: 'ffd', period: 3, parameters: { perriod: 3, offset: Number.NaN } },
      mechanism: { kind: 'post-copy', parameters: { bandwidth: '1 Gbsp' } },
    };
    const found = (await problemsOf(wrong)).map((line) => line.split(';')[0]);
    expect(found).toEqual([
      "scenario: colour: unknown key 'colour'",
      'scenario: durationS: expected a finite number, got NaN',
      'scenario: vms.0.vcpus: expected a whole number from 1 to 4096',
      'scenario: vms.0.memoryBytes: expected a finite number, got NaN',
      "scenario: workload.kind: workload: unknown kind 'webserfer'",
      "scenario: policy.period: unknown key 'period' in policy",
      'scenario: policy.parameters.offset: expected a finite number, got NaN',
      "scenario: policy.parameters.perriod: unknown key 'perriod' in policy 'ffd'",
      expect.stringContaining("mechanism.parameters.bandwidth: unknown unit 'Gbsp'"),
    ]);
  });

  test('needs what has no default', async () => {
    const missing = (await problemsOf({})).map((line) => /'(.*)' is missing/.exec(line)?.[1]);
    expect(missing).toEqual(['durationS', 'vms', 'platform', 'workload', 'policy']);
    expect(await problemsOf({ ...SHORT, workload: { kind: 'trace' } })).toEqual([
      expect.stringContaining("'workload.parameters.file' is missing"),
    ]);
  });

  test('has to fit its platform', async () => {
    const [many] = await problemsOf({ ...SHORT, vms: [{ count: 100, memoryBytes: 1e9 }] });
    expect(many).toMatch(/^scenario: vms: 100 VMs with 100 vCPUs do not fit/);
    const moves = [{ at: 1, vm: 'vm-0', to: 'nowhere' }];
    const [lost] = await problemsOf({ ...SHORT, policy: { kind: 'scripted', parameters: { moves } } });
    expect(lost).toMatch(/^scenario: policy\.parameters\.moves\.0: .*nowhere/);
  });

  test('reads the files that its parameters name, once', async () => {
    const file = join(temporaryFolder(), 'loads.csv');
    writeFileSync(file, 'time,vm,load\n0,vm-0,0.5\n');
    const traced = { ...SHORT, workload: { kind: 'trace', parameters: { file } } };
    const scenario = await checkScenario(traced, builtIn);
    expect(scenario.workload?.parameters).toMatchObject({ table: { vmNames: ['vm-0'] } });
    writeFileSync(file, 'no longer a trace');
    expect(await checkScenario(structuredClone(scenario), builtIn)).toEqual(scenario);
  });

  test('takes a price as a number', async () => {
    const paid = { ...SHORT, facility: { kind: 'metered', parameters: { price: 0.25 } } };
    const { metrics } = await runScenario(paid, 0);
    expect(metrics.cost).toBeCloseTo((metrics.energyJ / 3.6e6) * 0.25, 9);
    const { facility } = await checkScenario(paid, builtIn);
    expect((await checkScenario({ ...SHORT, facility }, builtIn)).facility).toEqual(facility);
  });

  describe('with parts', () => {
    const composed = (parameters: Readonly<Record<string, unknown>>) => ({
      ...SHORT,
      policy: { kind: 'consolidate', parameters },
    });

    test('is the one of the file that says the same', async () => {
      const file = writeExperiment(temporaryFolder(), {
        version: 1,
        name: 'parts',
        platform: platform('rack4-10g'),
        duration: '2 h',
        seeds: 1,
        vms: { count: 8, memory: '2 GB', placement: 'round-robin' },
        migrations: { perHost: 2 },
        workload: 'webserver',
        policy: { kind: 'consolidate', when: { kind: 'threshold', utilisation: 0.7 }, where: 'first-fit' },
      });
      const { cells } = await loadExperiment(file);
      const written = {
        ...composed({ when: { kind: 'threshold', parameters: { utilisation: 0.7 } }, where: 'first-fit' }),
        placement: { kind: 'round-robin' },
        migrations: { perHost: 2 },
      };
      const scenario = await checkScenario(written, builtIn);
      expect(scenario).toEqual(cells[0]?.scenario);
      expect(await checkScenario(structuredClone(scenario), builtIn)).toEqual(scenario);
      expect(await runScenario(written, 1)).toEqual(await runUnchecked(cells[0]?.scenario as never, 1));
    });

    test('has the parameters of a part alone for those of the part that is there by default', async () => {
      const alone = await checkScenario(composed({ when: { parameters: { utilisation: 0.7 } } }), builtIn);
      expect(alone.policy.parameters.when).toEqual({ kind: 'threshold', parameters: { utilisation: 0.7 } });
    });

    test('is told what is wrong in them, in its placement and in its limits, by dotted path', async () => {
      const wrong = {
        ...composed({ when: { kind: 'threshold', parameters: { utilisation: -1, utilization: 1 } }, where: 'nowhere' }),
        placement: { kind: 'fil' },
        migrations: { perHost: 0 },
      };
      const found = (await problemsOf(wrong)).map((line) => line.split(': ')[1]);
      expect(found.sort()).toEqual([
        'migrations.perHost',
        'placement.kind',
        'policy.parameters.when.parameters.utilisation',
        'policy.parameters.when.parameters.utilization',
        'policy.parameters.where.kind',
      ]);
      const [hosts] = await problemsOf({ ...SHORT, placement: ['pm-0', 'pm-1'] });
      expect(hosts).toMatch(/^scenario: placement names 2 hosts for 8 VMs/);
    });
  });

  test('needs a seed that is one', async () => {
    for (const seed of [-1, 0.5, Number.NaN]) await expect(runScenario(SHORT, seed)).rejects.toThrow(InputError);
  });
});

describe('a scenario of loadExperiment', () => {
  const load = () => loadExperiment(writeExperiment(temporaryFolder()));

  test('is run as it is', async () => {
    const { cells } = await load();
    const scenario = cells[0]?.scenario as WrittenScenario;
    expect(await runScenario(scenario, 0)).toEqual(await runUnchecked(cells[0]?.scenario as never, 0));
  });

  test('cannot be changed behind the back of its check', async () => {
    const { cells } = await load();
    expect(() => Object.assign(cells[0]?.scenario as object, { durationS: Number.NaN })).toThrow(TypeError);
  });

  test('with a part replaced is looked at again', async () => {
    const { cells } = await load();
    expect(await problemsOf({ ...cells[0]?.scenario, durationS: -1 })).toEqual([
      expect.stringContaining('durationS: must be at least 0.001 s'),
    ]);
  });
});

const kinds = Object.values(builtIn).flatMap((section) => [...section.values()]);

test.each(kinds.map(({ name, parameters }) => [name, parameters as Table] as const))(
  'the defaults of %s in SI are read as they are',
  (_, parameters) => {
    const optional = Object.fromEntries(
      Object.entries(parameters).filter(([, parameter]) => parameter.schema.safeParse(undefined).success),
    );
    const written = parseTable(optional, {}, [], '');
    expect(written.ok).toBe(true);
    if (written.ok) expect(parseTable(parametersInSi(optional), written.value, [], '')).toEqual(written);
    expect(parseTable(parametersInSi(optional), {}, [], '')).toEqual(written);
  },
);
