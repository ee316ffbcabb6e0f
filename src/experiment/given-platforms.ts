/** Platforms that an experiment object holds itself, as text, where a file would name a file. */
import { z } from 'zod';
import { custom } from '../base/kind.ts';
import { type Issue, parseTable, type Table } from './issue.ts';
import type { Path } from './source.ts';

/** The text of a platform, instead of a file. */
export interface PlatformText {
  /** Its name in messages and in the names of cells; `platform.xml` by default. */
  readonly path?: string;
  /** SimGrid's platform XML, version 4.1. */
  readonly xml: string;
  /** The profile files that the XML names: their texts by the name that it uses. */
  readonly profiles?: Readonly<Record<string, string>>;
}

export type GivenPlatform = Omit<Required<PlatformText>, 'path'>;

/** The keys of a platform that is given as text. */
export const PLATFORM_TABLE = {
  path: custom(z.string().min(1).optional(), '', 'Its name in messages'),
  hash: custom(z.string().optional(), '', 'Is computed anew'),
  xml: custom(z.string({ error: 'expected the text of a platform' }).min(1), '', 'The text of a SimGrid platform'),
  profiles: custom(
    z.record(z.string(), z.string()).optional(),
    '',
    'The texts of profile files, by the name in the XML',
  ),
} as const satisfies Table;

export interface PlatformsTaken {
  /** The experiment with a name in the place of each platform that was given as text. */
  readonly value: unknown;
  /** Undefined where what was given cannot be used: an issue says why. */
  readonly platforms: ReadonlyMap<string, GivenPlatform | undefined>;
  readonly issues: readonly Issue[];
}

/** Takes the texts of platforms out of an experiment: from `platform`, and from the sweep over it. */
export function takePlatforms(value: unknown): PlatformsTaken {
  const platforms = new Map<string, GivenPlatform | undefined>();
  const issues: Issue[] = [];
  const take = (platform: unknown, path: Path): unknown => {
    const text = typeof platform === 'string' && /^\s*</.test(platform);
    // a file, or one that is made to measure
    if (!text && !(isMapping(platform) && 'xml' in platform)) return platform;
    const parsed = parseTable(PLATFORM_TABLE as Table, text ? { xml: platform } : platform, path, 'the platform');
    const {
      path: wanted = 'platform.xml',
      xml,
      profiles = {},
    } = (parsed.ok ? parsed.value : {}) as Partial<PlatformText>;
    const name = freeName(wanted, platforms);
    platforms.set(name, xml === undefined ? undefined : { xml, profiles });
    if (!parsed.ok) issues.push(...parsed.issues);
    return name;
  };
  if (!isMapping(value)) return { value, platforms, issues };
  const own = 'platform' in value ? { platform: take(value.platform, ['platform']) } : {};
  const { sweep } = value;
  const swept =
    isMapping(sweep) && Array.isArray(sweep.platform)
      ? { sweep: { ...sweep, platform: sweep.platform.map((one, i) => take(one, ['sweep', 'platform', i])) } }
      : {};
  return { value: { ...value, ...own, ...swept }, platforms, issues };
}

function freeName(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/\.xml$/i, '');
  for (let n = 2; ; n++) if (!taken.has(`${stem}-${n}.xml`)) return `${stem}-${n}.xml`;
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
