/** The kinds of a user's module, guarded: only these pay for it. */
import type { AnyKind } from '../../base/kind.ts';
import { InputError } from '../../base/problem.ts';
import type { Plugins } from '../registry.ts';
import { SECTION_NAMES, SECTIONS } from '../sections.ts';
import type { Activity } from './activity.ts';
import { PluginError, shortPath } from './plugin-error.ts';
import { type Owner, UserCode } from './user-code.ts';
import { userFrame } from './user-frame.ts';

type Method = (...args: readonly unknown[]) => unknown;

interface Schema {
  readonly safeParse: Method;
}

interface WrittenParameter {
  readonly schema: Schema;
  readonly si?: { readonly schema: Schema };
}

/** A kind as a user may have written it. */
interface WrittenKind extends AnyKind {
  readonly load?: Method;
  readonly check?: Method;
}

/** The same kinds with guards around their functions: faults throw InputError while the experiment is read, and
 * PluginError in a run. `activity` is told of every call. */
export function guardPlugins(plugins: Plugins, plugin: string, activity: Activity): Plugins {
  const sections = SECTION_NAMES.map((section) => [
    section,
    (plugins[section] ?? []).map((kind) =>
      guardKind(kind, { plugin, who: `${SECTIONS[section].one} '${kind.name}'` }, activity),
    ),
  ]);
  return Object.fromEntries(sections) as Plugins;
}

function guardKind(kind: WrittenKind, owner: Owner, activity: Activity): AnyKind {
  const reading = new UserCode(owner, activity);
  const { load, check } = kind;
  const create = kind.create as Method;
  return {
    ...kind,
    parameters: Object.fromEntries(
      Object.entries(kind.parameters).map(([key, parameter]: [string, WrittenParameter]) => {
        const { schema, si } = parameter;
        const inSi = si && { si: { ...si, schema: guardSchema(si.schema, key, reading) } };
        return [key, { ...parameter, schema: guardSchema(schema, key, reading), ...inSi }];
      }),
    ),
    ...(load && {
      load: (...args: readonly unknown[]) =>
        whileReading(reading, 'load', 'must return its parameters', isMapping, () =>
          reading.ask('load', load, kind, args),
        ),
    }),
    ...(check && {
      check: (...args: readonly unknown[]) =>
        whileReading(reading, 'check', 'must return a list of texts', areFindings, () =>
          reading.ask('check', check, kind, args),
        ),
    }),
    // each run has its own proxies: objects of the one before it are garbage
    create: (...args: readonly unknown[]) => {
      const code = new UserCode(owner, activity);
      const made = code.ask('create', create, kind, args);
      if (!isAnswer(made)) throw code.fault('create', 'must return an object or a function');
      return made;
    },
  };
}

const behind = new WeakMap<object, object>();

/** The schema as the user's module has it, for who looks into it and asks it nothing. */
export const unguarded = <S extends object>(schema: S): S => (behind.get(schema) as S | undefined) ?? schema;

/** The same schema: it is the prototype, for those who look into it. */
function guardSchema(schema: Schema, key: string, code: UserCode): Schema {
  const call = `parameters.${key}`;
  const safeParse: Method = (...args) =>
    whileReading(code, call, 'must have a schema that answers', isMapping, () =>
      code.run(call, () => schema.safeParse(...args)),
    );
  const guarded = Object.create(schema, { safeParse: { value: safeParse, enumerable: true } }) as Schema;
  behind.set(guarded, schema);
  return guarded;
}

/** What is wrong with a kind while an experiment is read is bad input, and stands in the module. */
function whileReading<T>(code: UserCode, call: string, must: string, isRight: (answer: T) => boolean, ask: () => T): T {
  try {
    const answer = ask();
    if (!isRight(answer)) throw code.fault(call, must);
    return answer;
  } catch (error) {
    if (error instanceof PluginError) throw badPlugin(error);
    throw error;
  }
}

function badPlugin({ who, what, where, cause }: PluginError): InputError {
  const { file, line, column } = userFrame(cause) ?? { file: where.place, line: 0, column: 0 };
  return new InputError([
    { file: shortPath(file), line, column, what: `${who} ${what}`, hint: `in its ${where.call}` },
  ]);
}

const isMapping = (answer: unknown) => typeof answer === 'object' && answer !== null && !Array.isArray(answer);
const isAnswer = (made: unknown) => typeof made === 'function' || (typeof made === 'object' && made !== null);
const isFinding = (one: unknown) =>
  typeof one === 'string' || typeof (one as { warning?: unknown } | null)?.warning === 'string';
const areFindings = (answer: unknown) => Array.isArray(answer) && answer.every(isFinding);
