/** What must hold in every run, whatever the input. */
import type { RunOutput } from '../../src/results/run-output.ts';

const close = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1);
const sum = (values: Iterable<number>) => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

type Judged = Pick<RunOutput, 'metrics' | 'prediction' | 'account' | 'migrations' | 'power'>;

/** The rules that a run breaks. `own` models of a user may cost what they like, also less than nothing. */
export function brokenRules(run: Judged, { durationS, own }: { durationS: number; own: boolean }): readonly string[] {
  const { metrics, prediction, account, migrations, power } = run;
  const broken: string[] = [];
  const rule = (holds: boolean, name: string) => void (holds || broken.push(name));

  const figures = [...Object.values(metrics), ...Object.values(prediction.time), ...Object.values(prediction.bytes)];
  rule(figures.every(Number.isFinite), 'every figure is finite');

  const hostsJ = sum(account.hosts.map((host) => host.totalJ));
  const vmsJ = sum(account.vms.map((vm) => vm.dynamicJ + vm.idleShareJ));
  const nobodyJ = sum(account.hosts.map((host) => host.emptyJ + host.asleepJ));
  const migrationsJ = sum(migrations.column('energyJ'));
  rule(close(vmsJ + nobodyJ, hostsJ), 'VMs, empty and sleeping hosts add up to the hosts');
  rule(close(migrationsJ, metrics.migrationEnergyJ), 'migrations add up to migrationEnergyJ');
  rule(close(sum(account.vms.map((vm) => vm.migrationJ)), migrationsJ), "the VMs' migrations add up to all migrations");
  rule(
    metrics.energyJ <= (hostsJ + migrationsJ) * (1 + 1e-9) + 1e-9 || own,
    'energyJ is no more than hosts and migrations',
  );

  for (const { awakeS, asleepS, failedS, overloadS } of account.hosts) {
    rule(close(awakeS + asleepS + failedS, durationS), 'every second of a host is awake, asleep or down');
    rule(overloadS <= awakeS * (1 + 1e-9), 'no host is overloaded for longer than it is awake');
  }

  const energyJ = new Map<string, number>();
  const last = new Map<string, { timeS: number; watts: number }>();
  const until = (host: string, endS: number) => {
    const since = last.get(host);
    if (since) energyJ.set(host, (energyJ.get(host) ?? 0) + since.watts * (endS - since.timeS));
  };
  for (const [i, number] of power.host.entries()) {
    const host = power.hostNames[number] as string;
    const timeS = power.timeS[i] as number;
    until(host, timeS);
    last.set(host, { timeS, watts: power.watts[i] as number });
  }
  for (const { host, totalJ } of account.hosts) {
    until(host, durationS);
    rule(close(energyJ.get(host) ?? 0, totalJ), 'power over time integrates to the energy of the host');
  }

  const { sleptTimeRatio, overloadTimeRatio, energyOverhead, savedEnergyRatio } = metrics;
  rule(sleptTimeRatio >= 0 && sleptTimeRatio <= 1 + 1e-9, 'sleptTimeRatio is between 0 and 1');
  rule(overloadTimeRatio >= 0 && overloadTimeRatio <= 1 + 1e-9, 'overloadTimeRatio is between 0 and 1');
  rule(own || migrationsJ < 0 || (energyOverhead >= 0 && energyOverhead <= 1), 'energyOverhead is between 0 and 1');
  rule(own || migrationsJ < 0 || savedEnergyRatio <= 1, 'no more than everything is saved');
  rule(metrics.energyJ >= 0 || own || migrationsJ < 0, 'no energy is below 0');

  for (const m of migrations) {
    rule(m.startS >= 0 && m.startS <= m.endS && m.endS <= durationS * (1 + 1e-9), 'migrations are within the run');
    rule(m.downtimeS >= 0 && m.downtimeS <= (m.endS - m.startS) * (1 + 1e-9) + 1e-9, 'a VM is down while it migrates');
    rule(Math.min(m.stage1Bytes, m.stage2Bytes, m.stage3Bytes) >= 0, 'no bytes are below 0');
  }
  return [...new Set(broken)];
}
