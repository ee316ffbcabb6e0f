/** All that can be said about a platform without running SimGrid. */
import type { Place } from '../base/input/read-text.ts';
import { InputError, type Problem } from '../base/problem.ts';
import type { PlatformFiles } from '../simulation/scenario.ts';
import { lintPlatform } from './lint.ts';
import { platformFromText, readPlatform } from './load.ts';

export interface Inspection {
  /** Undefined when a problem makes the platform useless. */
  readonly files: PlatformFiles | undefined;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** `place` is where the platform is named. */
export const inspectPlatform = (path: string, place?: Place): Inspection => inspect(() => readPlatform(path, place));

/** A platform that is text already; `path` is its name in messages. */
export const inspectPlatformText = (
  path: string,
  xml: string,
  profiles: Readonly<Record<string, string>>,
): Inspection => inspect(() => platformFromText(path, xml, profiles));

function inspect(read: () => ReturnType<typeof readPlatform>): Inspection {
  try {
    const { files, problems: unread } = read();
    const lint = lintPlatform(files);
    const problems = [...unread, ...lint.problems];
    return { files: problems.length > 0 ? undefined : files, problems, warnings: lint.warnings };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { files: undefined, problems: error.problems, warnings: [] };
  }
}
