/** The power that hosts draw, without which there is no energy: `wattage_per_state` is `idle:all-cores` or
 * `idle:one-core:all-cores` in watts, one such entry per pstate, commas between; `wattage_off` is watts asleep. */
import { DIMENSIONS, parseDecimal } from '../../units.ts';
import { hostCount } from '../radical.ts';
import type { XmlElement } from '../xml.ts';
import { attributeOf, type Rule, titleOf, valueAt } from './rule.ts';

const FORM = "watts as idle:all-cores or idle:epsilon:all-cores, one entry per speed, as in '93:93:208'";

export const wattage: Rule = ({ problem, warning }) => {
  let properties = new Map<string, XmlElement>();

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

  const checkHost = (element: XmlElement) => {
    if (hostCount(element) === 0) return;
    const perState = properties.get('wattage_per_state');
    const off = properties.get('wattage_off');
    if (!perState) {
      const hint =
        element.name === 'host' || element.name === 'cluster'
          ? `add <prop id="wattage_per_state" value="idle:all-cores"/>`
          : 'use <host> or <cluster>';
      return problem(element.at, `${titleOf(element)} has no wattage_per_state: its energy would be 0`, hint);
    }
    const text = attributeOf(perState, 'value') ?? '';
    const ranges = text.split(',');
    const pstates = (attributeOf(element, 'speed') ?? '').split(',').length;
    if (ranges.length !== pstates) {
      problem(
        valueAt(perState, 'value'),
        `wattage_per_state has ${ranges.length} entries for ${pstates} speeds of ${titleOf(element)}`,
        FORM,
      );
    }
    for (const range of ranges) checkRange(range, valueAt(perState, 'value'));
    const offText = off && attributeOf(off, 'value');
    if (off === undefined)
      warning(
        element.at,
        `${titleOf(element)} has no wattage_off: it would draw 0 W asleep`,
        'add <prop id="wattage_off" value="10"/>',
      );
    else if (watts(offText ?? '') === undefined)
      problem(valueAt(off, 'value'), `wattage_off: '${offText}' is no wattage`, 'watts as a number, such as 10');
    else if (Number(offText) > Number.parseFloat(text)) {
      warning(
        valueAt(off, 'value'),
        `wattage_off: more power asleep (${offText} W) than idle (${Number.parseFloat(text)} W)`,
        'sleeping would cost energy',
      );
    }
  };

  return {
    open(element) {
      if (element.name === 'host' || element.name === 'cluster') properties = new Map();
      const id = attributeOf(element, 'id');
      if (element.name === 'prop' && isHost(element.parent) && id !== undefined) properties.set(id, element);
    },
    close(element) {
      if (element.name === 'peer' || element.name === 'cabinet') properties = new Map();
      checkHost(element);
    },
  };
};

const isHost = (element: XmlElement | undefined) => element?.name === 'host' || element?.name === 'cluster';

/** A plain number of watts, without blanks after it; SimGrid would also take nan, inf and negative ones. */
function watts(text: string): number | undefined {
  const value = parseDecimal(text.trimStart());
  return value !== undefined && value >= 0 && value <= DIMENSIONS.power.most ? value : undefined;
}
