import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const platform = (name: string) => fileURLToPath(new URL(`../../platforms/${name}.xml`, import.meta.url));

/** A small experiment: 8 VMs on 4 hosts for two hours. JSON is YAML. */
export const SMALL = {
  version: 1,
  name: 'small',
  platform: platform('rack4-10g'),
  duration: '2 h',
  seeds: 2,
  vms: { count: 8, vcpus: 1, memory: '2 GB' },
  workload: { kind: 'webserver' },
  policy: { kind: 'ffd' },
  mechanism: { kind: 'pre-copy' },
};

/** Writes an experiment file into a folder. Returns its path. */
export function writeExperiment(folder: string, experiment: object = SMALL, name = 'experiment.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(experiment, null, 2));
  return path;
}
