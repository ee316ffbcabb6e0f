/** Properties that mean something here, and those that nothing reads. */
import { didYouMean, nearest } from '../../base/input/did-you-mean.ts';
import { parseQuantity } from '../../base/units.ts';
import { ROLES as KNOWN_ROLES } from '../../models/roles.ts';
import type { XmlElement } from '../xml.ts';
import { attributeOf, type Rule, valueAt } from './rule.ts';

const HOST = [
  'wattage_per_state',
  'wattage_curve',
  'wattage_off',
  'sleep_time',
  'sleep_power',
  'wake_time',
  'wake_power',
  'role',
  'ram',
];

/** By element: what is read from its properties. Those of a `config` are SimGrid's own items, a disk's are not read. */
const READ: Readonly<Record<string, readonly string[]>> = {
  host: HOST,
  cluster: [...HOST, 'network'],
  zone: ['network', 'access_point'],
  AS: ['network', 'access_point'],
  link: ['network'],
};

const ROLES: readonly string[] = KNOWN_ROLES;
const NETWORKS = ['storage'];

export const properties: Rule = ({ problem, warning }) => {
  const seen = new WeakMap<XmlElement, Set<string>>();

  const checkValue = (id: string, value: string, at: number) => {
    if (id === 'role' && !(ROLES as readonly string[]).includes(value))
      problem(at, `role: '${value}' means nothing`, didYouMean(value, ROLES));
    if (id === 'network' && !NETWORKS.includes(value))
      problem(at, `network: '${value}' means nothing`, didYouMean(value, NETWORKS));
    if (id === 'ram') {
      const bytes = parseQuantity(value, 'bytes');
      if (typeof bytes !== 'number') problem(at, `ram: ${bytes.error}`, "bytes with a unit, such as '32GB' or '32GiB'");
      else if (bytes <= 0)
        problem(at, `ram: '${value}' is not more than nothing`, 'leave it out for hosts without a limit');
    }
  };

  return {
    open(element) {
      const { name, parent } = element;
      const id = attributeOf(element, 'id');
      const value = attributeOf(element, 'value');
      const read = parent && Object.hasOwn(READ, parent.name) ? READ[parent.name] : undefined;
      if (name !== 'prop' || !parent || !read || id === undefined) return;
      const ids = seen.get(parent) ?? new Set();
      if (ids.has(id))
        problem(
          valueAt(element, 'id'),
          `the property '${id}' is there twice`,
          'SimGrid would take the first: remove one',
        );
      seen.set(parent, ids.add(id));
      if (read.includes(id)) checkValue(id, value ?? '', valueAt(element, 'value'));
      else {
        const near = nearest(id, read);
        warning(
          valueAt(element, 'id'),
          `nothing reads the property '${id}' of <${parent.name}>`,
          near ? `did you mean '${near}'?` : '',
        );
      }
    },
  };
};
