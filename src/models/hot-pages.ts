/** The part of a VM's working set that is written more often than the rest (Aldhalaan and Menascé 2013, section 4). */
export interface HotPages {
  /** Its size, bytes. */
  readonly setBytes: number;
  /** Share of the writes that goes there, 0..1. */
  readonly share: number;
}

export const NO_HOT_PAGES: HotPages = { setBytes: 0, share: 0 };
