import type { Problem } from '../problem.ts';
import type { PlatformFiles } from '../scenario.ts';

export interface Lint {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export function lintPlatform(_files: PlatformFiles): Lint {
  return { problems: [], warnings: [] };
}
