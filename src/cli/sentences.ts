import { period } from '../base/numbers.ts';
import { rankCells } from '../compare/ranking.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { CellResult, Result } from '../results/result.ts';
import { aheadSentences, lastSentence } from './ahead.ts';
import { facilitySentence } from './facility-sentence.ts';
import { verdict } from './verdict.ts';

/** The result in words: of the one cell, or of the best and the last of a sweep. A cell is called the best only where it
 * is ahead of every other one beyond chance. */
export function sentences(experiment: Experiment, result: Result): readonly string[] {
  const scenarioOf = ({ id }: CellResult) => experiment.cells.find((cell) => cell.id === id)?.scenario;
  const ranking = rankCells(result.cells, 'savedEnergyRatio');
  if (!ranking) return [];
  const { first, others } = ranking;
  const scenario = scenarioOf(first);
  const does = verdict(first, scenario ? period(scenario.durationS) : '');
  const gains = scenario ? facilitySentence(first, scenario.durationS) : [];
  if (others.length === 0) return [`${scenario?.policy.kind ?? first.id} ${does}`, ...gains];
  return [...aheadSentences(ranking, does, scenarioOf), ...gains, ...lastSentence(others)];
}
