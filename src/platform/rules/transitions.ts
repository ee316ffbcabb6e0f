/** Falling asleep and waking up: how long (`sleep_time`, `wake_time`), and at what power (`sleep_power`, `wake_power`). */
import { DIMENSIONS, inBareUnit, parseQuantity } from '../../base/units.ts';
import type { XmlElement } from '../xml.ts';
import { attributeOf, perHost, type Rule, valueAt } from './rule.ts';

/** A host that takes longer is another experiment. */
const LONGEST_S = 86_400;
const MOST_W = DIMENSIONS.power.most;
const TIME = "seconds, or with a unit, such as '10 s'";
const POWER = "watts, or with a unit, such as '150 W'";

export const transitions: Rule = ({ problem, warning }) => {
  const checkTime = (id: string, property: XmlElement) => {
    const at = valueAt(property, 'value');
    const seconds = parseQuantity(attributeOf(property, 'value') ?? '', 'time');
    if (typeof seconds !== 'number') problem(at, `${id}: ${seconds.error}`, TIME);
    else if (seconds < 0) problem(at, `${id}: must not be negative`, TIME);
    else if (seconds > LONGEST_S) problem(at, `${id}: must be at most ${inBareUnit(LONGEST_S, 'time')}`, TIME);
    return seconds;
  };

  const checkPower = (id: string, property: XmlElement) => {
    const at = valueAt(property, 'value');
    const watts = parseQuantity(attributeOf(property, 'value') ?? '', 'power');
    if (typeof watts !== 'number') problem(at, `${id}: ${watts.error}`, POWER);
    else if (watts < 0) problem(at, `${id}: must not be negative`, POWER);
    else if (watts > MOST_W) problem(at, `${id}: must be at most ${inBareUnit(MOST_W, 'power')}`, POWER);
  };

  return perHost((_, properties) => {
    for (const way of ['sleep', 'wake']) {
      const [time, power] = [properties.get(`${way}_time`), properties.get(`${way}_power`)];
      const seconds = time ? checkTime(`${way}_time`, time) : 0;
      if (power) checkPower(`${way}_power`, power);
      if (power && seconds === 0)
        warning(
          valueAt(power, 'id'),
          `${way}_power counts for nothing: it takes no time`,
          `add <prop id="${way}_time" value="10 s"/>`,
        );
    }
  });
};
