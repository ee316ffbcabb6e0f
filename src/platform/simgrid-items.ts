/** SimGrid configuration items, judged by SimGrid itself: it knows which there are and what they may be. */
import { didYouMean } from '../base/input/did-you-mean.ts';
import { openKernel, SimGridError } from '../simulation/kernel/index.ts';
import type { PlatformFiles } from '../simulation/scenario.ts';
import { simgridMessage } from './simgrid-message.ts';

export interface ItemFault {
  readonly item: string;
  readonly what: string;
  readonly hint: string;
}

/** What is wrong with these items, each tried on its own on the smallest of platforms. */
export async function checkItems(items: Readonly<Record<string, string>>): Promise<readonly ItemFault[]> {
  const faults: ItemFault[] = [];
  for (const [item, value] of Object.entries(items)) {
    const message = await complaint(smallest(''), { [item]: value });
    if (message === undefined) continue;
    if (message.includes('no configuration item'))
      faults.push({ item, what: message, hint: didYouMean(item, await knownItems()) });
    else faults.push({ item, what: `SimGrid refuses ${item}: ${value}`, hint: message });
  }
  return faults;
}

/** SimGrid lists its items when it is asked for one that it does not have. */
async function knownItems(): Promise<readonly string[]> {
  const list = await complaint(smallest('<config><prop id="?" value=""/></config>'), {}, (error) => error.message);
  return [...(list ?? '').matchAll(/^\s+(\S+): \(/gm)].map(([, item]) => item as string);
}

async function complaint(
  platform: PlatformFiles,
  configuration: Readonly<Record<string, string>>,
  say: (error: SimGridError) => string = simgridMessage,
): Promise<string | undefined> {
  try {
    using _kernel = await openKernel(platform, configuration);
    return undefined;
  } catch (error) {
    if (error instanceof SimGridError) return say(error);
    throw error;
  }
}

const smallest = (config: string): PlatformFiles => ({
  path: 'smallest.xml',
  hash: '',
  xml: `<?xml version="1.0"?>
<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1">${config}<zone id="zone" routing="Full"><host id="host" speed="1Gf"/></zone></platform>`,
  profiles: {},
});
