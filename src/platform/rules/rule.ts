/** A rule looks at a platform as it is read, element by element, and reports what it finds. */
import type { ProfileFault } from '../profile.ts';
import { hostCount } from '../radical.ts';
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

/** Calls `check` for each element that stands for hosts, with its properties by name: those of the first of its kind where
 * one is there twice, as in SimGrid. */
export function perHost(
  check: (element: XmlElement, properties: ReadonlyMap<string, XmlElement>) => void,
): RuleHandlers {
  let properties = new Map<string, XmlElement>();
  return {
    open(element) {
      if (isHost(element)) properties = new Map();
      const id = attributeOf(element, 'id');
      if (
        element.name === 'prop' &&
        element.parent &&
        isHost(element.parent) &&
        id !== undefined &&
        !properties.has(id)
      )
        properties.set(id, element);
    },
    close(element) {
      if (element.name === 'peer' || element.name === 'cabinet') properties = new Map();
      if (hostCount(element) > 0) check(element, properties);
    },
  };
}

const isHost = ({ name }: XmlElement) => name === 'host' || name === 'cluster';

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
