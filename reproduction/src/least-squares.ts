/** The line y = slope x + intercept with the least sum of squared distances in y. */
import { mean } from 'wattshift';

export function leastSquares(
  x: readonly number[],
  y: readonly number[],
): { readonly slope: number; readonly intercept: number } {
  const [mx, my] = [mean(x), mean(y)];
  const sum = (f: (i: number) => number) => x.reduce((total, _, i) => total + f(i), 0);
  const dx = (i: number) => (x[i] as number) - mx;
  const slope = sum((i) => dx(i) * ((y[i] as number) - my)) / sum((i) => dx(i) ** 2);
  return { slope, intercept: my - slope * mx };
}
