/** A measured power curve as platforms write it: `86 89.4 92.6 ...` are watts at equal steps of utilisation, the first
 * without load and the last with all cores busy; `0:86 0.1:89.4 ... 1:117` names the utilisations. Blanks, commas or
 * semicolons between.
 *
 * Source: SPECpower_ssj2008 for the form of the curve. */
import { DIMENSIONS, parseDecimal } from './units.ts';

/** Utilisation 0..1 and watts, ascending, the first at 0 and the last at 1. */
export type PowerCurve = readonly (readonly [utilisation: number, watts: number])[];

const MOST_POINTS = 1000;

/** The points of a curve, or a message that says what is wrong with it. */
export function parseCurve(text: string): PowerCurve | { readonly error: string } {
  const parts = text.split(/[\s,;]+/, MOST_POINTS + 3).filter((part) => part !== '');
  if (parts.length < 2) return { error: 'has fewer than two points' };
  if (parts.length > MOST_POINTS) return { error: `has more than ${MOST_POINTS} points` };
  const paired = parts.filter((part) => part.includes(':')).length;
  if (paired > 0 && paired < parts.length) return { error: 'has points with a utilisation, and others without' };
  const points: (readonly [number, number])[] = [];
  for (const [i, part] of parts.entries()) {
    const cut = part.indexOf(':');
    const utilisation = cut < 0 ? i / (parts.length - 1) : parseDecimal(part.slice(0, cut));
    const watts = parseDecimal(part.slice(cut + 1));
    const shown = `'${part.slice(0, 20)}'`;
    if (watts === undefined || watts < 0 || watts > DIMENSIONS.power.most) return { error: `${shown} is no wattage` };
    if (utilisation === undefined) return { error: `${shown} has no utilisation` };
    const before = points.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY;
    if (utilisation <= before) return { error: `utilisation ${utilisation} comes after ${before}` };
    points.push([utilisation, watts]);
  }
  const [first, last] = [points[0]?.[0], points.at(-1)?.[0]];
  if (first !== 0 || last !== 1) return { error: `goes from utilisation ${first} to ${last}, not from 0 to 1` };
  return points;
}
