/** `platform: dc.xml`, or `platform: { racks: 40, hosts: 16 }`. */
import { PLATFORM_TABLE, type PlatformShape, shapeFault } from '../platform/shape.ts';
import { type Parsed, parseTable, parseValue, type Table } from './issue.ts';
import { CELL_TABLE } from './parameters.ts';

export type PlatformChoice =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'generated'; readonly shape: PlatformShape };

export function parsePlatform(value: unknown): Parsed<PlatformChoice> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const file = parseValue(CELL_TABLE.platform, value, ['platform']);
    return file.ok ? { ok: true, value: { kind: 'file', file: file.value } } : file;
  }
  const parsed = parseTable(PLATFORM_TABLE as unknown as Table, value, ['platform'], 'platform');
  if (!parsed.ok) return parsed;
  const shape = parsed.value as unknown as PlatformShape;
  const fault = shapeFault(shape);
  if (!fault) return { ok: true, value: { kind: 'generated', shape } };
  const hint = 'fewer racks, or fewer hosts in each';
  return { ok: false, issues: [{ path: ['platform', 'racks'], at: 'value', what: `platform: ${fault}`, hint }] };
}
