import { type PowerCurve, parseCurve } from '../base/power-curve.ts';
import { SimulationError } from '../base/problem.ts';
import { type DimensionName, parseQuantity } from '../base/units.ts';
import type { HostFacts } from './host.ts';
import type { KernelHost } from './kernel/index.ts';
import { curvePower, linearPower } from './power.ts';
import type { Scenario } from './scenario.ts';

/** What the properties of a host say beyond what SimGrid reads of them. Validation has looked at them before. */
export function hostFacts(host: KernelHost, { storageEnergy }: Pick<Scenario, 'storageEnergy'>): HostFacts {
  const { cores, offW, properties } = host;
  const wrong = (name: string, { error }: { readonly error: string }) =>
    new SimulationError(`host ${host.name}, property ${name}: ${error}`);
  const number = (name: keyof typeof properties, dimension: DimensionName, fallback: number): number => {
    const text = properties[name];
    if (text === undefined) return fallback;
    const value = parseQuantity(text, dimension);
    if (typeof value !== 'number') throw wrong(name, value);
    return value;
  };
  const measured = (text: string): PowerCurve => {
    const points = parseCurve(text);
    if ('error' in points) throw wrong('wattage_curve', points);
    return points;
  };
  const curve = properties.wattage_curve === undefined ? undefined : measured(properties.wattage_curve);
  const power = curve ? curvePower(curve, offW, cores) : linearPower(host, cores);
  return {
    ramBytes: number('ram', 'bytes', Number.POSITIVE_INFINITY),
    counts: host.role !== 'storage' || storageEnergy,
    power,
    byPlugin: curve === undefined,
    fallAsleep: { seconds: number('sleep_time', 'time', 0), watts: number('sleep_power', 'power', power.idleW) },
    wake: { seconds: number('wake_time', 'time', 0), watts: number('wake_power', 'power', power.idleW) },
  };
}
