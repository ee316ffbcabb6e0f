/** SimGrid's document type, read from the file that comes with SimGrid: which elements there are, with what inside. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type ContentState, contentModel } from './content-model.ts';

export interface DtdAttribute {
  readonly required: boolean;
  /** The words it may be; undefined for any text. */
  readonly words: readonly string[] | undefined;
}

export interface DtdElement {
  readonly content: ContentState;
  readonly attributes: ReadonlyMap<string, DtdAttribute>;
}

export type Dtd = ReadonlyMap<string, DtdElement>;

let simgrid: Dtd | undefined;

/** The document type of the SimGrid version that runs. */
export function simgridDtd(): Dtd {
  const path = createRequire(import.meta.url).resolve('simgrid-wasm/simgrid.dtd');
  simgrid ??= parseDtd(readFileSync(path, 'utf8'));
  return simgrid;
}

export function parseDtd(text: string): Dtd {
  const declarations = text.replaceAll(/<!--[\s\S]*?-->/g, '');
  const elements = new Map<string, { content: ContentState; attributes: Map<string, DtdAttribute> }>();
  for (const [, name = '', model = ''] of declarations.matchAll(/<!ELEMENT\s+(\S+)\s+([^>]+)>/g)) {
    elements.set(name, { content: contentModel(model), attributes: new Map() });
  }
  const attribute = /<!ATTLIST\s+(\S+)\s+(\S+)\s+(CDATA|\([^)]*\))\s+(#REQUIRED|#IMPLIED|"[^"]*")\s*>/g;
  for (const [, element = '', name = '', type = '', fallback = ''] of declarations.matchAll(attribute)) {
    const words =
      type === 'CDATA'
        ? undefined
        : type
            .slice(1, -1)
            .split('|')
            .map((word) => word.trim());
    elements.get(element)?.attributes.set(name, { required: fallback === '#REQUIRED', words });
  }
  return elements;
}
