import stringWidth from 'string-width';

/** In columns of a terminal, of which some characters take two and some none. */
export const widthOf = (text: string): number => stringWidth(text);

/** A text in lines of at most `width` columns. Breaks at blanks, which go, but for those between a number and its unit, and
 * after punctuation, as a long id has it; a part that is longer than a line is broken where the line ends. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of parts(text, width)) {
    if (widthOf((line + part).trimEnd()) <= width) line += part;
    else {
      lines.push(line.trimEnd());
      line = part;
    }
  }
  return [...lines, line.trimEnd()].filter((one, i) => one !== '' || i === 0);
}

/** After blanks, and after punctuation within a word. */
const BREAKS = /(?<= )(?<!\d (?=[A-Za-z%]{1,5}\b))(?! )|(?<=[^\s(][,;/(-])(?=[^\s)])/;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function* parts(text: string, width: number): Generator<string> {
  for (const part of text.split(BREAKS)) {
    if (widthOf(part.trimEnd()) <= width) {
      yield part;
      continue;
    }
    let piece = '';
    for (const { segment } of graphemes.segment(part)) {
      if (widthOf(piece + segment) > width) {
        yield piece;
        piece = '';
      }
      piece += segment;
    }
    yield piece;
  }
}

const NO_BREAK = '\u00a0';

/** A header in lines of at least `width` columns, wide enough that no word is broken. Its unit stays on the line of the
 * word before it, unless `tight`. */
export function wrapHeader(header: string, width: number, tight: boolean): readonly string[] {
  const kept = tight ? header : header.replace(/, (?=\S+$)/, `,${NO_BREAK}`);
  const widestWord = Math.max(...kept.split(' ').map(widthOf));
  return wrap(kept, Math.max(width, widestWord)).map((line) => line.replaceAll(NO_BREAK, ' '));
}
