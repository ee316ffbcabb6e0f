/** What a host draws while it is on.
 *
 *   linear   P = P_idle without load, P_min + (P_max - P_min) * busy / cores with any     (SimGrid's host-energy model)
 *   curve    P = the measured watts at equal steps of utilisation, linear between them    (as SPECpower publishes them)
 *
 * P in W, busy cores. Source: SimGrid 3.32, plugins/host_energy.cpp; SPECpower_ssj2008 for the form of the curve. */
import type { PowerCurve } from '../base/power-curve.ts';

export interface PowerModel {
  readonly idleW: number;
  /** With all cores busy. */
  readonly maxW: number;
  readonly offW: number;
  /** With so many cores busy. */
  at(busyCores: number): number;
  /** The same as points with straight lines between them: busy cores and watts, ascending, two for a jump. */
  readonly points: readonly (readonly [busyCores: number, watts: number])[];
}

export interface LinearRange {
  readonly idleW: number;
  /** With next to no load. */
  readonly minW: number;
  readonly maxW: number;
  readonly offW: number;
}

export function linearPower({ idleW, minW, maxW, offW }: LinearRange, cores: number): PowerModel {
  const perCore = (maxW - minW) / cores;
  const points = [[0, idleW] as const, [0, minW] as const, [cores, maxW] as const];
  return { idleW, maxW, offW, points, at: (busy) => (busy > 0 ? minW + perCore * busy : idleW) };
}

export function curvePower(points: PowerCurve, offW: number, cores: number): PowerModel {
  const at = (busy: number): number => {
    const utilisation = Math.min(1, busy / cores);
    let upper = 1;
    while (upper < points.length - 1 && (points[upper]?.[0] as number) < utilisation) upper++;
    const [u0, w0] = points[upper - 1] as readonly [number, number];
    const [u1, w1] = points[upper] as readonly [number, number];
    return w0 + ((w1 - w0) * (utilisation - u0)) / (u1 - u0);
  };
  return { idleW: at(0), maxW: at(cores), offW, points: points.map(([u, w]) => [u * cores, w]), at };
}
