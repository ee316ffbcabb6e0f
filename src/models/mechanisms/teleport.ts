/** Sending the first stage over two networks at once: page cache from storage, the rest from the source.
 *
 * With restorable page cache M_p, other memory M_n, and the throughputs S_p of storage and S_n of the general network:
 *
 *   R* = (M_p + M_n) / M_p * S_p / (S_p + S_n), clamped to 0..1        the best share of M_p to take from storage
 *   T  = (M_p + M_n) / (S_p + S_n)                                     where R* is not clamped
 *
 * bytes, bytes/s, seconds. Source: Akiyama 2014, equations 4.2 and 4.3, and section 4.5.4. */
import type { Migration } from './contract.ts';
import type { FirstStage } from './pre-copy.ts';

export interface Rates {
  /** Caps, bytes/s. */
  readonly general: number;
  readonly storage: number;
}

/** A fixed share of the bytes goes over the storage network, in parallel with the rest. */
export function* teleportFixed(m: Migration, bytes: number, share: number, rates: Rates): FirstStage {
  const fromStorage = Math.round(share * bytes);
  const sends = [
    m.send(bytes - fromStorage, 'stage1', 'general', rates.general),
    m.send(fromStorage, 'stage1', 'storage', rates.storage),
  ];
  // stages 2 and 3 use the general network alone: its throughput is the one that counts
  return { bytes: bytes - fromStorage, seconds: yield { kind: 'all', sends } };
}

/** Leftovers below this share of the bytes are sent without dividing them again. */
const SMALL = 1e-3;

/** All page cache is taken from storage and all other memory from the source, until one of the two is through; where
 * page cache is left, both networks share it by the throughputs seen, again and again, until nothing is left. */
export function* teleportAdaptive(m: Migration, bytes: number, pageCache: number, rates: Rates): FirstStage {
  const startS = m.nowS;
  // where all memory is page cache, nothing is known of the throughputs yet: both networks begin with half of it
  const other = pageCache < bytes ? bytes - pageCache : Math.floor(bytes / 2);
  let general = m.send(other, 'stage1', 'general', rates.general);
  let storage = m.send(bytes - other, 'stage1', 'storage', rates.storage);
  let seconds = yield { kind: 'first', sends: [general, storage] };
  let overGeneral = general.sentBytes;
  if (overGeneral < general.bytes && pageCache < bytes) {
    // all page cache is there, but it was not enough to keep storage busy to the end
    yield m.send(general.bytes - overGeneral, 'stage1', 'general', rates.general);
    return { bytes: general.bytes, seconds: m.nowS - startS };
  }
  for (let left = bytes - overGeneral - storage.sentBytes; left > 0; ) {
    const last = left <= SMALL * bytes;
    const [sn, sp] = [general.sentBytes / seconds, storage.sentBytes / seconds];
    // a rest may be a fraction of a byte, and rounding must not make more of it than there is
    const part = sn + sp > 0 ? Math.min(left, Math.round((left * sn) / (sn + sp))) : Math.floor(left / 2);
    general = m.send(part, 'stage1', 'general', rates.general);
    storage = m.send(left - part, 'stage1', 'storage', rates.storage);
    seconds = yield { kind: last ? 'all' : 'first', sends: [general, storage] };
    overGeneral += general.sentBytes;
    left -= general.sentBytes + storage.sentBytes;
  }
  return { bytes: overGeneral, seconds: m.nowS - startS };
}
