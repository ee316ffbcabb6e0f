/** What a document prints, as it prints it. Figures stay text, so that no digit is gained or lost. */

export type Unit = '%' | 'points' | 's' | '';

export type Printed =
  | { readonly kind: 'exact'; readonly figure: string }
  /** From one figure to another; one alone where the document says `about`. */
  | { readonly kind: 'about'; readonly low: string; readonly high: string }
  | { readonly kind: 'bound'; readonly side: 'below' | 'above'; readonly figure: string }
  /** A statement without a figure of its own. */
  | { readonly kind: 'words'; readonly statement: string };

/** One printed figure or statement. */
export interface Claim {
  /** Of what it speaks. */
  readonly what: string;
  readonly unit: Unit;
  readonly printed: Printed;
}

export const exact = (figure: string, unit: Unit, what: string): Claim => ({
  what,
  unit,
  printed: { kind: 'exact', figure },
});

export const about = (low: string, high: string, unit: Unit, what: string): Claim => ({
  what,
  unit,
  printed: { kind: 'about', low, high },
});

export const below = (figure: string, unit: Unit, what: string): Claim => ({
  what,
  unit,
  printed: { kind: 'bound', side: 'below', figure },
});

export const above = (figure: string, unit: Unit, what: string): Claim => ({
  what,
  unit,
  printed: { kind: 'bound', side: 'above', figure },
});

export const says = (what: string, statement: string): Claim => ({
  what,
  unit: '',
  printed: { kind: 'words', statement },
});

/** Half a unit of the last printed digit: how far the figure behind it may be. */
export function rounding(figure: string): number {
  const decimals = figure.split('.')[1]?.length ?? 0;
  return 0.5 * 10 ** -decimals;
}
