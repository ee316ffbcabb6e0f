/** Platforms made to measure: for the command, for the library, and for experiments that vary their size. */
import { createHash } from 'node:crypto';
import { didYouMean } from '../base/input/did-you-mean.ts';
import { InputError, type Problem } from '../base/problem.ts';
import type { PlatformFiles } from '../simulation/scenario.ts';
import type { OptionName } from './options.ts';
import { PLATFORM_TABLE, type PlatformShape, shapeFault } from './shape.ts';
import { shapeXml } from './shape-xml.ts';

/** As written: `{ racks: 40, hosts: 16, nic: '25 Gbps', watts: '90:210' }`. `racks` and `hosts` are needed, the rest has
 * defaults; `docs/reference.md` lists all with their units. */
export type PlatformOptions = { readonly [K in OptionName]?: string | number };

/** Platform XML with comments: racks of equal hosts below one core switch, their uplinks as narrow as the
 * oversubscription says. The same options give the same text. Throws InputError with every problem at once. */
export function generatePlatform(options: PlatformOptions): string {
  return shapeXml(readShape(options, (option) => ({ file: option, line: 0, column: 0 })));
}

/** From the command line, where every value is text. Throws InputError with the names of the options. */
export function generateFromTexts(texts: { readonly [K in OptionName]?: string }): string {
  const options = Object.entries(texts).map(([option, text]) => {
    const { schema } = PLATFORM_TABLE[option as OptionName];
    return [option, schema.safeParse(text).success || !/^\d+$/.test(text) ? text : Number(text)];
  });
  return shapeXml(readShape(Object.fromEntries(options), (option) => ({ file: `--${option}`, line: 0, column: 0 })));
}

/** `placeOf` says where an option was written. Throws InputError with every problem at once. */
export function readShape(
  options: PlatformOptions,
  placeOf: (option: string) => Pick<Problem, 'file' | 'line' | 'column'>,
): PlatformShape {
  const names = Object.keys(PLATFORM_TABLE) as OptionName[];
  const problems: Problem[] = Object.keys(options)
    .filter((option) => !names.includes(option as OptionName))
    .map((option) => ({ ...placeOf(option), what: 'there is no such option', hint: didYouMean(option, names) }));
  const values = names.map((option) => {
    const { schema, unit, description } = PLATFORM_TABLE[option];
    const parsed = schema.safeParse(options[option]);
    if (parsed.success) return [option, parsed.data];
    const custom = parsed.error.issues.find(({ code, message }) => code === 'custom' || !/^Invalid/.test(message));
    const what = options[option] === undefined ? 'is missing' : (custom?.message ?? 'expected a number or text');
    problems.push({ ...placeOf(option), what, hint: unit ? `${description} (${unit})` : description });
    return [option, undefined];
  });
  const shape = Object.fromEntries(values) as PlatformShape;
  const fault = problems.length === 0 ? shapeFault(shape) : undefined;
  if (fault) problems.push({ ...placeOf('racks'), what: fault, hint: 'fewer racks, or fewer hosts in each' });
  if (problems.length > 0) throw new InputError(problems);
  return shape;
}

/** As if it had been read from a file. */
export function generatedFiles(shape: PlatformShape): PlatformFiles {
  const xml = shapeXml(shape);
  const path = `generated platform ${shape.name}`;
  return { path, hash: createHash('sha256').update(xml).digest('hex'), xml, profiles: {} };
}
