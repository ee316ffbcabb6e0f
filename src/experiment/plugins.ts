/** Kinds of the user's own: ES modules, in JavaScript or TypeScript, that export `default` as Plugins. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { type Place, whole } from '../input/read-text.ts';
import { InputError } from '../problem.ts';
import { extend, type Plugins, type Registry } from '../registry.ts';

/** The registry with the kinds of these modules, given by absolute paths. Workers call this too. Throws InputError;
 * `place` tells where the i-th module is named. */
export async function loadPlugins(
  paths: readonly string[],
  registry: Registry,
  place = (i: number): Place => whole(paths[i] as string),
): Promise<Registry> {
  let extended = registry;
  for (const [i, path] of paths.entries()) {
    const fail = (what: string, hint: string): never => {
      throw new InputError([{ ...place(i), what: `plugin ${path}: ${what}`, hint }]);
    };
    try {
      readFileSync(path);
    } catch {
      fail('there is no such file', 'plugins are named relative to the experiment file');
    }
    const module = await load(path).catch((error: unknown) =>
      fail(`cannot be loaded: ${firstLine(error)}`, 'run it on its own to see more'),
    );
    const shape = pluginsSchema.safeParse((module as { default?: unknown }).default);
    if (!shape.success) {
      const { path: at, message } = shape.error.issues[0] as z.core.$ZodIssue;
      fail(
        `its default export is no set of kinds: ${[...at, message].join(': ')}`,
        'export default { policies: [...] } satisfies Plugins',
      );
    }
    try {
      extended = extend(extended, (module as { default: Plugins }).default);
    } catch (error) {
      fail(firstLine(error), 'choose another name');
    }
  }
  return extended;
}

/** JavaScript by Node itself, TypeScript without a check of its types. */
async function load(path: string): Promise<unknown> {
  if (['.ts', '.mts', '.cts'].includes(extname(path))) return compile(path);
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    // a plugin far from any node_modules may still import this package
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return compile(path);
    throw error;
  }
}

async function compile(path: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const alias = thisPackage();
  return createJiti(import.meta.url, { fsCache: false, ...(alias ? { alias: { wattshift: alias } } : {}) }).import(
    path,
  );
}

/** What `import 'wattshift'` means in a plugin; undefined where this package has not been built. */
function thisPackage(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('wattshift');
  } catch {
    return undefined;
  }
}

const firstLine = (error: unknown) => (error instanceof Error ? error.message : String(error)).split('\n')[0] as string;

const kind = z.looseObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'a name is lower-case letters, digits and -' }),
  title: z.string(),
  source: z.string(),
  parameters: z.record(z.string(), z.looseObject({ schema: z.unknown(), unit: z.string(), description: z.string() })),
  create: z.custom<unknown>((value) => typeof value === 'function', { error: 'expected a function' }),
});
const pluginsSchema = z.strictObject({
  policies: z.array(kind).optional(),
  mechanisms: z.array(kind).optional(),
  workloads: z.array(kind).optional(),
  migrationEnergies: z.array(kind).optional(),
  facilities: z.array(kind).optional(),
});
