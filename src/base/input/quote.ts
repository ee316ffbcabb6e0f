/** Text from a file, in quotes and short enough for a message. */
export function quote(text: string, longest = 60): string {
  return `'${text.length > longest ? `${text.slice(0, longest - 3)}...` : text}'`;
}
