/** What comes before the first zone: SimGrid's own reader insists on a DOCTYPE and on a version. */
import { attributeOf, type Rule, valueAt } from './rule.ts';

const DOCTYPE = '<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">';
const SYSTEM_IDS = ['https://simgrid.org/simgrid.dtd', 'http://simgrid.gforge.inria.fr/simgrid/simgrid.dtd'];

export const head: Rule = ({ problem }) => {
  let declared = false;
  return {
    doctype(text, at) {
      declared = true;
      const id = /^platform\s+SYSTEM\s+["']([^"']*)["']$/.exec(text)?.[1];
      if (id === undefined || !SYSTEM_IDS.includes(id))
        problem(at, 'SimGrid does not take this DOCTYPE', `write ${DOCTYPE}`);
    },
    open(element) {
      if (element.parent || element.name !== 'platform') return;
      if (!declared) problem(element.at, 'SimGrid asks for a DOCTYPE before <platform>', `write ${DOCTYPE}`);
      const version = attributeOf(element, 'version');
      if (version === undefined) problem(element.at, '<platform> has no version', 'write <platform version="4.1">');
      else if (!/^4(\.[01])?$/.test(version))
        problem(valueAt(element, 'version'), `platform version ${version}`, 'this SimGrid reads 4 and 4.1');
    },
  };
};
