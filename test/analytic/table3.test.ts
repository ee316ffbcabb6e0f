/** What Aldhalaan and Menascé 2013 prints of its own models. */
import { describe, expect, test } from 'vitest';
import { figures, hotGain, sweep, table2Uniform, table3Reproduction, uniform } from '../../src/analytic/index.ts';

describe('table 3', () => {
  const rows = table3Reproduction();

  test('has alphas at the upper ends of steps', () => {
    const ends = { uniform: (8 / 15) ** 3, hot1: ((2.02 * 16) / 60) ** 3, hot2: (1.8 * 16) / 60 };
    for (const { model, ours, printed, lastRound } of rows) {
      expect(ours.alpha).toBeCloseTo(ends[model], 8);
      expect(ours.alpha).toBeLessThan(ends[model]);
      expect(ours.alpha.toFixed(3)).toBe(printed.alpha.toFixed(3));
      expect(lastRound).toBe(model === 'hot2' ? 1 : 3);
    }
  });

  test('has our downtimes, in as many digits as it prints', () => {
    const shown = (seconds: number) => (seconds > 1000 ? Number(seconds.toPrecision(3)) : Math.round(seconds));
    // 353.4952 rounds to 353: printed, as all twelve are here
    expect(rows.map(({ ours }) => shown(ours.downtimeS))).toEqual([
      88, 177, 353, 707, 92, 184, 368, 736, 336, 671, 1340, 2690,
    ]);
    expect(rows.map(({ printed }) => printed.downtimeS)).toEqual([
      88, 177, 353, 707, 92, 184, 368, 736, 336, 671, 1340, 2690,
    ]);
  });

  test('has network utilisations that its equations do not give: its optimum is infeasible', () => {
    const r = 8 / 15;
    // eq. 16 at n = 3, alpha = rho^3
    expect(rows[0]?.ours.networkUtilisation).toBeCloseTo((r - r ** 5 + r ** 3 * (1 - r)) / (1 - r ** 5), 8);
    expect(rows[0]?.ours.networkUtilisation).toBeCloseTo(0.586, 3);
    for (const { ours, printed, feasible, leastUtilisation } of rows) {
      expect(ours.networkUtilisation - printed.networkUtilisation).toBeGreaterThan(0.19);
      expect(leastUtilisation).toBeGreaterThan(0.5);
      expect(feasible).toBe(false);
    }
    // as n grows, U_net goes to rho, and never below it
    expect(rows[0]?.leastUtilisation).toBeGreaterThan(r);
    expect(rows[0]?.leastUtilisation).toBeCloseTo(r, 4);
  });
});

describe('the figures and their text', () => {
  const at = (pages: number, alpha: number) => uniform({ ...table2Uniform(pages), alpha });

  test('gain of 23 at alpha = 0.05', () => expect(Math.round(at(4096, 0.05).gain)).toBe(23));

  test('below 500 s: any alpha with 4096 pages, 0.05 to 0.15 up to 16384, only 0.05 with 32768', () => {
    const below = (pages: number) =>
      sweep(uniform, table2Uniform(pages), 'alpha', [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5]).columns.downtimeS.map(
        (seconds) => seconds < 500,
      );
    expect(below(4096)).toEqual([true, true, true, true, true, true, true]);
    // the text stops at 0.15 here, too; 0.2 is on the step up to (8/15)^2 = 0.284
    expect(below(8192)).toEqual([true, true, true, true, false, false, false]);
    expect(below(16384)).toEqual([true, true, true, false, false, false, false]);
    expect(below(32768)).toEqual([true, false, false, false, false, false, false]);
  });

  test('pages migrated neither rise nor fall with alpha', () => {
    const { pagesMigrated } = sweep(uniform, table2Uniform(4096), 'alpha', [0.05, 0.1, 0.15]).columns;
    expect(pagesMigrated[1]).toBeLessThan(pagesMigrated[0] as number);
    expect(pagesMigrated[2]).toBeGreaterThan(pagesMigrated[1] as number);
  });

  test('figure 1: above 1 at alpha = 0.7 only while there are few hot pages', () => {
    const tau = 16 / 60;
    // n = 0 in both cases: rho_eff / ((1 - beta) * rho_nh + beta)
    expect(hotGain(0.7, 0.1)).toBeCloseTo((2.02 * tau) / (0.9 * 0.48 + 0.1), 12);
    // rho_eff = 2.68 tau = 0.715 > 0.7: one more round for Hot I alone
    expect(hotGain(0.7, 0.4)).toBeCloseTo((2.68 * tau) ** 2 / (0.6 * 0.48 + 0.4), 12);
    expect([hotGain(0.7, 0.1) > 1, hotGain(0.7, 0.4) > 1]).toEqual([true, false]);
    expect(hotGain(0.1, 0)).toBe(1);
  });

  test('all seven are drawn, with alpha within the models', () => {
    expect(figures().map(({ number }) => number)).toEqual(['1', '2a', '2b', '3a', '3b', '4a', '4b']);
    for (const { points } of figures()) for (const { y } of points) expect(y).toBeGreaterThan(0);
    const highest = Math.max(
      ...(figures()[4]?.points ?? []).filter(({ series }) => series.startsWith('Hot II')).map(({ x }) => x),
    );
    expect(highest).toBe(0.48);
  });
});

test('a sweep is the model at every value', () => {
  const alphas = [0.05, 0.1, 0.5];
  const { values, columns, rows } = sweep(uniform, table2Uniform(4096), 'alpha', alphas);
  expect(values).toBe(alphas);
  expect(rows).toEqual(alphas.map((alpha) => uniform({ ...table2Uniform(4096), alpha })));
  expect(columns.lastRound).toEqual([4, 3, 1]);
  expect(columns.gain).toEqual(rows.map(({ gain }) => gain));
});
