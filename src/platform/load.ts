/** A platform file with all that it refers to. */
import { createHash } from 'node:crypto';
import { beside } from '../base/input/beside.ts';
import { type Place, readText } from '../base/input/read-text.ts';
import { InputError, type Problem } from '../base/problem.ts';
import type { PlatformFiles } from '../simulation/scenario.ts';
import { placesIn } from './lines.ts';
import { readXml, type XmlAttribute, type XmlElement } from './xml.ts';

/** Attributes that name profile files, on whatever element they stand. */
const PROFILE_ATTRIBUTES = ['availability_file', 'speed_file', 'state_file', 'bandwidth_file', 'latency_file'];

/** Reads a platform XML and its profile files, which are named relative to it. `place` is where problems with the
 * platform file itself are reported: the line that names it. Throws InputError. */
export function loadPlatform(path: string, place?: Place): PlatformFiles {
  const { files, problems } = readPlatform(path, place);
  if (problems.length > 0) throw new InputError(problems);
  return files;
}

/** As loadPlatform, but what is wrong with profile files is handed back beside the rest. Throws InputError if there is
 * no XML at all to speak of. */
export function readPlatform(
  path: string,
  place?: Place,
): { readonly files: PlatformFiles; readonly problems: readonly Problem[] } {
  const read: ProfileReader = (name, at) => readText(beside(path, name), 'profile', at);
  return assemble(path, readText(path, 'platform', place), read);
}

/** As readPlatform, for a platform that is text already: `path` is its name in messages, `profiles` are by name. */
export function platformFromText(
  path: string,
  xml: string,
  profiles: Readonly<Record<string, string>>,
): ReturnType<typeof readPlatform> {
  return assemble(path, xml, (name, at) => {
    const found = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
    if (found !== undefined) return found;
    throw new InputError([{ ...at, what: `there is no profile '${name}'`, hint: 'give its text in profiles' }]);
  });
}

type ProfileReader = (name: string, at: Place) => string;

function assemble(path: string, xml: string, read: ProfileReader): ReturnType<typeof readPlatform> {
  const at = placesIn(path, xml);
  const references: XmlAttribute[] = [];
  const fault = readXml(xml, { open: (element) => references.push(...profileReferences(element)) });
  if (fault) throw new InputError([{ ...at(fault.at), what: fault.what, hint: fault.hint }]);

  const problems: Problem[] = [];
  const texts = new Map<string, string>();
  for (const { value, valueAt } of references) {
    if (texts.has(value)) continue;
    try {
      texts.set(value, read(value, at(valueAt)));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  const profiles = Object.fromEntries(texts);
  return { files: { path, hash: hashOf(xml, profiles), xml, profiles }, problems };
}

/** The attributes of an element that name a profile file. */
export function profileReferences({ name, attributes }: XmlElement): XmlAttribute[] {
  const names = name === 'trace' ? ['file'] : PROFILE_ATTRIBUTES;
  return names.flatMap((attribute) => attributes.get(attribute) ?? []).filter(({ value }) => value !== '');
}

/** SHA-256 in hexadecimal, over the XML and every profile with its name. */
function hashOf(xml: string, profiles: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256').update(xml);
  for (const name of Object.keys(profiles).sort()) hash.update(`\0${name}\0`).update(profiles[name] as string);
  return hash.digest('hex');
}
