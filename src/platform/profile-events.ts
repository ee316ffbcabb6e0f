import type { PlatformFiles } from '../simulation/scenario.ts';
import { profileReferences } from './load.ts';
import { profileEvents } from './profile.ts';
import { readXml } from './xml.ts';

/** How many events the profiles of a platform without faults have until `durationS`. SimGrid keeps them all. */
export function countProfileEvents({ xml, profiles }: PlatformFiles, durationS: number): number {
  if (Object.keys(profiles).length === 0 && !xml.includes('<trace')) return 0;
  let events = 0;
  const count = (text: string, periodicity?: string) => {
    events += profileEvents(Number(periodicity) > 0 ? `${text}\nPERIODICITY ${periodicity}` : text, durationS);
  };
  readXml(xml, {
    open(element) {
      const periodicity = element.attributes.get('periodicity')?.value;
      for (const { value } of profileReferences(element)) count(profiles[value] ?? '', periodicity);
    },
    text(text, _, parent) {
      if (parent?.name === 'trace') count(text, parent.attributes.get('periodicity')?.value);
    },
  });
  return events;
}
