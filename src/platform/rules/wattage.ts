/** The power that hosts draw, without which there is no energy: `wattage_per_state` is `idle:all-cores` or
 * `idle:one-core:all-cores` in watts, one such entry per pstate, commas between; `wattage_curve` stands in its place where
 * power was measured; `wattage_off` is watts asleep. */
import { quote } from '../../base/input/quote.ts';
import { parseCurve } from '../../base/power-curve.ts';
import { DIMENSIONS, parseDecimal } from '../../base/units.ts';
import type { XmlElement } from '../xml.ts';
import { attributeOf, perHost, type Rule, titleOf, valueAt } from './rule.ts';

const FORM = "watts as idle:all-cores or idle:epsilon:all-cores, one entry per speed, as in '93:93:208'";
const CURVE_FORM = "watts at equal steps of utilisation, as in '86 99.5 117', or '0:86 0.4:99.5 1:117'";

export const wattage: Rule = ({ problem, warning }) => {
  const checkRange = (text: string, at: number) => {
    const parts = text.split(':');
    if (parts.length !== 2 && parts.length !== 3)
      return problem(at, `wattage_per_state: '${text}' has ${parts.length} parts`, FORM);
    const wrong = parts.find((part) => watts(part) === undefined);
    if (wrong !== undefined) return problem(at, `wattage_per_state: '${wrong}' is no wattage`, FORM);
    const numbers = parts.map(Number);
    const [idle = 0, full = 0] = [numbers[0], numbers.at(-1)];
    const epsilon = numbers.length === 3 ? (numbers[1] as number) : idle;
    if (full < epsilon)
      warning(
        at,
        `wattage_per_state: less power with all cores busy (${full} W) than with next to none (${epsilon} W)`,
        FORM,
      );
    else if (epsilon < idle)
      warning(at, `wattage_per_state: less power with next to no load (${epsilon} W) than idle (${idle} W)`, FORM);
    else if (full === 0) warning(at, 'wattage_per_state: 0 W at full load', 'its energy will be 0');
  };

  /** Returns the watts without load, if the property tells. */
  const checkStates = (element: XmlElement, perState: XmlElement): number => {
    const text = attributeOf(perState, 'value') ?? '';
    const at = valueAt(perState, 'value');
    const ranges = text.split(',');
    const pstates = speedsOf(element);
    if (ranges.length !== pstates)
      problem(at, `wattage_per_state has ${ranges.length} entries for ${pstates} speeds of ${titleOf(element)}`, FORM);
    for (const range of ranges) checkRange(range, at);
    return Number.parseFloat(text);
  };

  /** Returns the watts without load, if the property tells. */
  const checkCurve = (element: XmlElement, curve: XmlElement): number => {
    const at = valueAt(curve, 'value');
    const points = parseCurve(attributeOf(curve, 'value') ?? '');
    const pstates = speedsOf(element);
    if (pstates > 1)
      problem(at, `wattage_curve: ${titleOf(element)} has ${pstates} speeds`, 'a curve is of one speed: leave one');
    if ('error' in points) {
      problem(at, `wattage_curve: ${points.error}`, CURVE_FORM);
      return Number.NaN;
    }
    const falls = points.findIndex(([, w], i) => i > 0 && w < (points[i - 1]?.[1] as number));
    const [[, idle], [, full]] = [points[0], points.at(-1)] as [(typeof points)[0], (typeof points)[0]];
    if (falls > 0)
      warning(
        at,
        `wattage_curve: it falls from ${points[falls - 1]?.[1]} W to ${points[falls]?.[1]} W with more load`,
        'VMs are charged a negative share of the power where it is below that without load',
      );
    else if (full === 0) warning(at, 'wattage_curve: 0 W at full load', 'its energy will be 0');
    return idle;
  };

  const checkOff = (element: XmlElement, off: XmlElement | undefined, idle: number) => {
    const text = off && attributeOf(off, 'value');
    if (off === undefined)
      warning(
        element.at,
        `${titleOf(element)} has no wattage_off: it would draw 0 W asleep`,
        'add <prop id="wattage_off" value="10"/>',
      );
    else if (watts(text ?? '') === undefined)
      problem(
        valueAt(off, 'value'),
        `wattage_off: ${quote(text ?? '')} is no wattage`,
        'watts as a number, such as 10',
      );
    else if (Number(text) > idle)
      warning(
        valueAt(off, 'value'),
        `wattage_off: more power asleep (${text} W) than idle (${idle} W)`,
        'sleeping would cost energy',
      );
  };

  return perHost((element, properties) => {
    const perState = properties.get('wattage_per_state');
    const curve = properties.get('wattage_curve');
    if (!perState && !curve) {
      const hint =
        element.name === 'host' || element.name === 'cluster'
          ? `add <prop id="wattage_per_state" value="idle:all-cores"/>`
          : 'use <host> or <cluster>';
      return problem(element.at, `${titleOf(element)} has no wattage_per_state: its energy would be 0`, hint);
    }
    if (perState && curve)
      problem(
        valueAt(curve, 'id'),
        `${titleOf(element)} has both wattage_per_state and wattage_curve`,
        'a curve takes the place of the other: remove one',
      );
    const stateIdle = perState && checkStates(element, perState);
    const curveIdle = curve && checkCurve(element, curve);
    checkOff(element, properties.get('wattage_off'), curveIdle ?? stateIdle ?? Number.NaN);
  });
};

const speedsOf = (element: XmlElement) => (attributeOf(element, 'speed') ?? '').split(',').length;

/** A plain number of watts, without blanks after it; SimGrid would also take nan, inf and negative ones. */
function watts(text: string): number | undefined {
  const value = parseDecimal(text.trimStart());
  return value !== undefined && value >= 0 && value <= DIMENSIONS.power.most ? value : undefined;
}
