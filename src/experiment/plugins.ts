/** Kinds of the user's own: ES modules, in JavaScript or TypeScript, that export `default` as Plugins. */
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { type Place, whole } from '../base/input/read-text.ts';
import { InputError } from '../base/problem.ts';
import { Activity, callNote } from '../models/guard/activity.ts';
import { guardPlugins } from '../models/guard/guard-kinds.ts';
import { shortPath } from '../models/guard/plugin-error.ts';
import { describeThrown, userFrame } from '../models/guard/user-frame.ts';
import { extend, type Plugins, type Registry } from '../models/registry.ts';
import { SECTION_NAMES } from '../models/sections.ts';

/** The registry with the kinds of these modules, given by absolute paths. Workers call this too. Throws InputError;
 * `place` tells where the i-th module is named. The modules' functions are guarded: what they are shown is read-only, and
 * their faults name them. `activity` is told of every call, so that another thread can end what does not answer. */
export async function loadPlugins(
  paths: readonly string[],
  registry: Registry,
  place = (i: number): Place => whole(paths[i] as string),
  activity = new Activity(),
): Promise<Registry> {
  let extended = registry;
  for (const [i, path] of paths.entries()) {
    const fail = (what: string, hint: string): never => {
      throw new InputError([{ ...place(i), what: `plugin ${path}: ${what}`, hint }]);
    };
    activity.enter(callNote({ who: 'plugin', call: 'while it was loaded', place: shortPath(path) }));
    try {
      const plugins = await readPlugin(path, fail);
      // an endless row of promises never lets the next turn begin
      await setImmediate();
      extended = extend(extended, guardPlugins(plugins, path, activity));
    } catch (error) {
      if (error instanceof InputError) throw error;
      fail((error as Error).message, 'choose another name');
    } finally {
      activity.leave();
    }
  }
  return extended;
}

async function readPlugin(path: string, fail: (what: string, hint: string) => never): Promise<Plugins> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    fail('there is no such file', 'plugins are named relative to the experiment file');
  const module = await load(path).catch(async (error: unknown) =>
    fail(`cannot be loaded: ${await whyNot(path, error)}`, 'run it on its own to see more'),
  );
  const { default: kinds } = module as { readonly default?: unknown };
  const { error } = pluginsSchema.safeParse(kinds);
  if (!error) return kinds as Plugins;
  const { path: at, message } = error.issues[0] as z.core.$ZodIssue;
  return fail(
    `its default export is no set of kinds: ${[...at, message].join(': ')}`,
    'export default { policies: [...] } satisfies Plugins',
  );
}

/** JavaScript by Node itself, TypeScript without a check of its types. */
async function load(path: string): Promise<unknown> {
  if (['.ts', '.mts', '.cts'].includes(extname(path))) return compile(path);
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    // a plugin far from any node_modules may still import this package
    if ((error as { readonly code?: unknown } | null)?.code === 'ERR_MODULE_NOT_FOUND') return compile(path);
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

/** Why a module cannot be loaded, with the place in it. */
async function whyNot(path: string, error: unknown): Promise<string> {
  const frame = userFrame(error);
  // of what it cannot parse, Node keeps the place to itself; the compiler tells it
  const again = error instanceof SyntaxError ? await compile(path).catch((second: unknown) => second) : error;
  const place = frame ? `${frame.file}:${frame.line}:${frame.column}` : parserPlace(again);
  return `${describeThrown(error)}${place ? ` (${shortPath(place)})` : ''}`;
}

/** `file:line:column` in the last line of a parser's message. */
function parserPlace(error: unknown): string | undefined {
  return error instanceof Error ? /\n\s*(\S.*:\d+:\d+)\s*$/.exec(error.message)?.[1] : undefined;
}

const schema = z.custom<object>((value) => value instanceof Object && 'safeParse' in value, {
  error: 'expected a zod schema',
});
const text = z.string({ error: 'expected a text' });
const kind = z.looseObject({
  name: z
    .string({ error: 'expected a text' })
    .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'a name is lower-case letters, digits and -' }),
  title: text,
  source: text,
  parameters: z.record(z.string(), z.looseObject({ schema, unit: text, description: text }), {
    error: 'expected a table of parameters, which may be empty',
  }),
  create: z.custom<unknown>((value) => typeof value === 'function', { error: 'expected a function' }),
});
const pluginsSchema = z.strictObject(
  Object.fromEntries(SECTION_NAMES.map((section) => [section, z.array(kind).optional()])),
);
