/** XML as a stream of elements that know where they stand. Nothing outside the text is ever read, and no entity but
 * XML's own five is expanded: what a document type declares inside itself is refused. */
import { SaxesParser } from 'saxes';
import { LIMITS } from '../base/limits.ts';

export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
  /** Offsets into the text. */
  readonly nameAt: number;
  readonly valueAt: number;
}

export interface XmlElement {
  readonly name: string;
  readonly at: number;
  readonly parent: XmlElement | undefined;
  readonly attributes: ReadonlyMap<string, XmlAttribute>;
}

export interface XmlHandlers {
  readonly open?: (element: XmlElement) => void;
  readonly text?: (text: string, at: number, parent: XmlElement | undefined) => void;
  readonly close?: (element: XmlElement) => void;
  readonly doctype?: (text: string, at: number) => void;
}

export interface XmlFault {
  readonly at: number;
  readonly what: string;
  readonly hint: string;
}

const MAX_DEPTH = LIMITS.xmlDepth.most;

/** Calls the handlers in document order. Returns the first fault of form, after which nothing is read, or undefined. */
export function readXml(text: string, handlers: XmlHandlers): XmlFault | undefined {
  const parser = new SaxesParser({ position: false });
  const open: { -readonly [K in keyof XmlElement]: XmlElement[K] }[] = [];
  const stop = (at: number, what: string, hint: string): never => {
    throw new Stop({ at, what, hint });
  };

  parser.on('doctype', (type) => {
    const at = text.lastIndexOf('<!DOCTYPE', parser.position);
    if (type.includes('['))
      stop(
        at,
        'a DOCTYPE that declares something inside itself',
        'remove what stands in [ ]: entities are not expanded',
      );
    handlers.doctype?.(type.trim(), at);
  });
  parser.on('opentagstart', ({ name }) => {
    const at = text.lastIndexOf('<', parser.position - 2);
    if (open.length >= MAX_DEPTH) stop(at, `elements nested more than ${MAX_DEPTH} deep`, 'is this the right file?');
    open.push({ name, at, parent: open.at(-1), attributes: new Map() });
  });
  parser.on('attribute', ({ name, value }) => {
    const attributes = open.at(-1)?.attributes as Map<string, XmlAttribute>;
    const quote = text[parser.position - 1] as string;
    const valueAt = text.lastIndexOf(quote, parser.position - 2) + 1;
    const nameAt = text.lastIndexOf(name, valueAt - 2);
    if (attributes.has(name)) stop(nameAt, `the attribute '${name}' is there twice`, 'remove one of them');
    attributes.set(name, { name, value, nameAt, valueAt });
  });
  parser.on('opentag', () => handlers.open?.(open.at(-1) as XmlElement));
  let closed: XmlElement | undefined;
  parser.on('closetag', () => {
    const element = open.pop() as XmlElement;
    closed = element;
    handlers.close?.(element);
  });
  parser.on('text', (content) => handlers.text?.(content, parser.position - 1 - content.length, open.at(-1)));
  parser.on('error', ({ message }) => {
    const last = Math.max(0, Math.min(parser.position, text.length) - 1);
    // the parser has let go of the element that the tag should have closed
    const isEndTag = message === 'unexpected close tag.' || message.startsWith('unmatched closing tag');
    if (isEndTag)
      stop(text.lastIndexOf('</', last), ...wrongEnd(message.startsWith('unmatched') ? undefined : closed?.name));
    const start = Math.max(0, text.search(/\S/));
    if (text[start] !== '<') stop(start, 'not XML', 'a platform begins with <?xml version="1.0"?>');
    if (message.startsWith('text data outside')) {
      const end = text.lastIndexOf('>', last) + 1;
      stop(end + Math.max(0, text.slice(end).search(/\S/)), 'text outside of <platform>', 'remove it');
    }
    stop(last, ...explain(message, open.at(-1)?.name));
  });

  try {
    parser.write(text).close();
    return undefined;
  } catch (error) {
    if (error instanceof Stop) return error.fault;
    throw error;
  }
}

class Stop extends Error {
  constructor(readonly fault: XmlFault) {
    super(fault.what);
  }
}

const wrongEnd = (name: string | undefined): [string, string] =>
  name === undefined
    ? ['an end tag without its beginning', 'remove it']
    : [`this tag does not close <${name}>`, `write </${name}> first`];

function explain(message: string, inside: string | undefined): [string, string] {
  if (/^(?:unclosed tag|unexpected end|document must contain)/.test(message)) {
    return [`the file ends inside <${inside ?? 'platform'}>`, 'is it truncated?'];
  }
  if (message === 'undefined entity.')
    return ['an unknown entity', 'only &lt; &gt; &amp; &quot; &apos; and &#...; exist here'];
  return [`not well-formed XML: ${message.replace(/\.$/, '')}`, 'see https://simgrid.org/doc/latest/Platform.html'];
}
