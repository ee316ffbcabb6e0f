/** The nine cases of figures 5.6-5.8. */
export const CHOICES = ['most-dense', 'random', 'least-dense'] as const;
export const SIZES = [32, 64, 128] as const;

/** What tells the cell of so many VMs in `whp` and `whp-miyakodori`. */
export const vms = (count: number): string => `count=${count},`;
