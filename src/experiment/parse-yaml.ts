/** Text to YAML's tree, with a limit to its depth. */
import { Composer, type CST, type Document, Lexer, type LineCounter, Parser, YAMLParseError } from 'yaml';
import { LIMITS } from '../base/limits.ts';

/** Levels of nesting: the composer is recursive, and deep in the stack Node itself gives up instead of throwing. */
const DEEPEST = LIMITS.yamlDepth.most;

/** Errors of form are in the document. */
export function parseYaml(text: string, lineCounter: LineCounter): Document {
  const composer = new Composer({ lineCounter, prettyErrors: false, uniqueKeys: false });
  let document: Document | undefined;
  try {
    for (const next of composer.compose(tokens(text, lineCounter), true, text.length)) {
      if (document) {
        const [start] = next.range;
        document.errors.push(new YAMLParseError([start, start], 'MULTIPLE_DOCS', ''));
        break;
      }
      document = next;
    }
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    document = new Composer().compose([], true, 0).next().value as Document;
    document.errors.push(new YAMLParseError([error.offset, error.offset], 'IMPOSSIBLE', 'nested too deeply'));
  }
  return document as Document;
}

class TooDeep extends Error {
  constructor(readonly offset: number) {
    super('nested too deeply');
  }
}

function* tokens(text: string, lineCounter: LineCounter): Generator<CST.Token> {
  const parser = new Parser(lineCounter.addNewLine);
  lineCounter.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > DEEPEST) throw new TooDeep(parser.offset);
  }
  yield* parser.end();
}
