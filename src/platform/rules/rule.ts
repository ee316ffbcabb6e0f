/** A rule looks at a platform as it is read, element by element, and reports what it finds. */
import type { ProfileFault } from '../profile.ts';
import type { XmlElement } from '../xml.ts';

export interface RuleContext {
  /** SimGrid would refuse this, or compute something wrong. Offsets are into the XML. */
  problem(at: number, what: string, hint: string): void;
  /** SimGrid takes this, but it is probably not what was meant. */
  warning(at: number, what: string, hint: string): void;
  /** The profile files that the platform refers to, by the name that it uses. */
  readonly profiles: Readonly<Record<string, string>>;
  profileProblem(profile: string, fault: ProfileFault): void;
}

export interface RuleHandlers {
  readonly open?: (element: XmlElement) => void;
  readonly text?: (text: string, at: number, parent: XmlElement | undefined) => void;
  readonly close?: (element: XmlElement) => void;
  readonly doctype?: (text: string, at: number) => void;
  /** After the last element. */
  readonly end?: () => void;
}

export type Rule = (context: RuleContext) => RuleHandlers;

export const attributeOf = (element: XmlElement, attribute: string): string | undefined =>
  element.attributes.get(attribute)?.value;

/** Where an attribute's value stands, or its element if it has none. */
export const valueAt = (element: XmlElement, attribute: string): number =>
  element.attributes.get(attribute)?.valueAt ?? element.at;

/** `<host> 'pm-3'`, for messages. */
export function titleOf(element: XmlElement): string {
  const id = attributeOf(element, 'id');
  return id === undefined ? `<${element.name}>` : `<${element.name}> '${id}'`;
}
