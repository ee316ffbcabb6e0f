import { didYouMean, InputError } from 'wattshift';
import type { Item } from './item.ts';
import { items } from './items/index.ts';

/** The items of these names, in the order of the document; all without names. Throws InputError for a name that is none. */
export function chooseItems(names: readonly string[]): readonly Item[] {
  const known = items.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map((name) => ({
        file: 'reproduce',
        line: 0,
        column: 0,
        what: `there is nothing called '${name}' to reproduce`,
        hint: didYouMean(name, known),
      })),
    );
  }
  return names.length === 0 ? items : items.filter(({ name }) => names.includes(name));
}
