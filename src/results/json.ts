/** JSON for people: two spaces, and what holds only plain values on one line. */
export function formatJson(value: unknown): string {
  return `${format(value, '')}\n`;
}

function format(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const list = Array.isArray(value);
  const inner = `${indent}  `;
  const parts = list
    ? value.map((item) => format(item, inner))
    : Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .map(([key, part]) => `${JSON.stringify(key)}: ${format(part, inner)}`);
  const [open, close] = list ? '[]' : '{}';
  const flat = Object.values(value).every((part) => typeof part !== 'object' || part === null);
  if (parts.length === 0) return `${open}${close}`;
  const gap = list ? '' : ' ';
  return flat && (list || parts.length <= 8)
    ? `${open}${gap}${parts.join(', ')}${gap}${close}`
    : `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}
