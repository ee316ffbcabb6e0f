/** The scenarios of the measurements, from the experiment files beside this one. */
import { fileURLToPath } from 'node:url';
import { loadExperiment } from '../src/experiment/load.ts';
import type { Scenario } from '../src/simulation/scenario.ts';

export const benchFile = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The one cell of an experiment file. */
export async function loadScenario(name: 'day.yaml' | 'star.yaml'): Promise<Scenario> {
  const { cells } = await loadExperiment(benchFile(name));
  return (cells[0] as (typeof cells)[number]).scenario;
}

/** star.yaml with fewer hosts, four VMs on each as there, for so many changes of load. */
export async function loadStar(hosts: number, changes: number): Promise<Scenario> {
  const star = await loadScenario('star.yaml');
  const vms = 4 * hosts;
  return {
    ...star,
    platform: { ...star.platform, xml: starXml(star.platform.xml, hosts) },
    vms: star.vms.map((group) => ({ ...group, count: vms })),
    // a phase lasts 900 s in the mean; a tenth more, because the VMs begin in the middle of one
    durationS: (1.1 * changes * 900) / vms,
  };
}

function starXml(xml: string, hosts: number): string {
  const radical = 'radical="0-9999"';
  if (!xml.includes(radical)) throw new Error(`the star has no ${radical} any more`);
  return xml.replace(radical, `radical="0-${hosts - 1}"`);
}
