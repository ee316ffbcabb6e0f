/** The platform as SimGrid itself sees it: loaded for real, every route asked for. */

import type { Problem } from '../base/problem.ts';
import { type KernelHost, openKernel, SimGridError } from '../simulation/kernel/index.ts';
import type { PlatformFiles } from '../simulation/scenario.ts';
import { placesIn } from './lines.ts';
import { missingRoutes } from './routes.ts';
import { checkItems, type ItemFault } from './simgrid-items.ts';
import { simgridMessage } from './simgrid-message.ts';
import { readXml } from './xml.ts';

export interface PlatformCheck {
  /** In the order of the platform; empty if SimGrid refuses it. */
  readonly hosts: readonly KernelHost[];
  /** At their places in the platform file. */
  readonly problems: readonly Problem[];
  /** Of the configuration that was asked for, not of the platform's own. */
  readonly items: readonly ItemFault[];
}

/** Loads a platform that has passed the lint, with the configuration of an experiment. */
export async function checkPlatform(
  files: PlatformFiles,
  configuration: Readonly<Record<string, string>> = {},
): Promise<PlatformCheck> {
  const at = placesIn(files.path, files.xml);
  const { items: own, hosts: written } = survey(files.xml);
  const ownItems = Object.fromEntries([...own].map(([item, { value }]) => [item, value]));
  const problems: Problem[] = [];
  for (const { item, what, hint } of await checkItems(ownItems))
    problems.push({ ...at(own.get(item)?.at ?? 0), what, hint });
  const items = await checkItems(configuration);
  if (problems.length > 0 || items.length > 0) return { hosts: [], problems, items };
  try {
    using kernel = await openKernel(files, configuration);
    for (const { from, what, hint } of missingRoutes(kernel))
      problems.push({ ...at(written.get(from) ?? 0), what, hint });
    return { hosts: kernel.hosts, problems, items };
  } catch (error) {
    if (!(error instanceof SimGridError)) throw error;
    const line = error.line ?? 0;
    const column = line > 0 ? (files.xml.split('\n')[line - 1] ?? '').search(/\S|$/) + 1 : 0;
    const problem = {
      file: files.path,
      line,
      column,
      what: `SimGrid: ${simgridMessage(error)}`,
      hint: 'see https://simgrid.org/doc/latest/Platform.html',
    };
    return { hosts: [], problems: [problem], items };
  }
}

interface Survey {
  /** The platform's own SimGrid configuration. */
  readonly items: ReadonlyMap<string, { readonly value: string; readonly at: number }>;
  /** Offsets of the hosts that have an element of their own. */
  readonly hosts: ReadonlyMap<string, number>;
}

function survey(xml: string): Survey {
  const items = new Map<string, { value: string; at: number }>();
  const hosts = new Map<string, number>();
  readXml(xml, {
    open({ name, parent, at, attributes }) {
      const id = attributes.get('id');
      if (!id) return;
      if (name === 'prop' && parent?.name === 'config')
        items.set(id.value, { value: attributes.get('value')?.value ?? '', at: id.valueAt });
      if (name === 'host') hosts.set(id.value, at);
    },
  });
  return { items, hosts };
}
