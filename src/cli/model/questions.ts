/** The closed forms asked in reverse: `wattshift model optimum`, `bandwidth` and `dirty-rate`. */
import type { Command } from 'commander';
import type { Infeasible, Optimal } from '../../analytic/optimum.ts';
import { type Done, EXIT } from '../exit.ts';
import { guarded } from './guarded.ts';
import { type PreCopyFace, preCopyFaces } from './models.ts';
import { addOptions, type OptionName, readTexts, readValues, type Values } from './options.ts';

/** Loaded when there is something to show. */
type Tables = typeof import('./tables.ts');

interface Answer {
  /** As the library gives it. */
  readonly json: object;
  readonly text: string;
}

interface Question {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionName[];
  /** Of the model's own options, those that are what is asked for. */
  readonly without: readonly OptionName[];
  readonly examples: string;
  answer(face: PreCopyFace, values: Values, tables: Tables): Promise<Answer>;
  plot?(face: PreCopyFace, values: Values, file: string): Promise<void>;
}

const QUESTIONS: readonly Question[] = [
  {
    name: 'optimum',
    description: 'the alpha with the least downtime that keeps to a network utilisation',
    options: ['u-max', 'max-rounds'],
    without: [],
    examples: `
Examples:
  wattshift model optimum uniform --u-max 0.6 --max-rounds 3
  wattshift model optimum hot2 --u-max 0.8 --plot optimum.svg`,
    answer: async (face, values, tables) => {
      const { optimumAlpha } = await import('../../analytic/optimum.ts');
      const goal = { maxUtilisation: values['u-max'], maxRounds: values['max-rounds'] };
      const answer = optimumAlpha(face.caseOf(values), goal);
      return { json: answer, text: optimumText(face, answer, values, tables) };
    },
    plot: async (face, values, file) => {
      const [{ writePlot }, { optimumView }] = await Promise.all([
        import('../../report/plot/write.ts'),
        import('./optimum-view.ts'),
      ]);
      await writePlot(file, optimumView(face.caseOf(values), values['u-max']));
    },
  },
  {
    name: 'bandwidth',
    description: 'the bandwidth that a downtime asks for',
    options: ['downtime', 'max-rounds'],
    without: ['bandwidth'],
    examples: `
Examples:
  wattshift model bandwidth uniform --memory '4 GB' --page-size '4 KB' --dirty-rate '40 MB/s' --downtime '30 ms'
  wattshift model bandwidth hot2 --downtime '60 s' --json`,
    answer: async (face, values, { resultList, shown }) => {
      const { neededBandwidth } = await import('../../analytic/needed-bandwidth.ts');
      const goal = { downtimeS: values.downtime, maxRounds: values['max-rounds'] };
      const answer = neededBandwidth(face.caseOf({ ...values, bandwidth: 1 }), goal);
      const rate = shown(answer.bandwidthBytesPerS, 'B/s');
      if (answer.kind === 'above') {
        return { json: answer, text: `Anything above ${rate}: only convergence (rho < 1) asks for more than that.` };
      }
      const { alpha, outcome } = answer;
      const list = resultList(face.results, { ...outcome });
      return { json: answer, text: `${rate}, with alpha = ${precise(alpha)} at most; the downtime binds.\n\n${list}` };
    },
  },
  {
    name: 'dirty-rate',
    description: 'the fastest writing that still converges within a downtime',
    options: ['downtime', 'max-rounds'],
    without: ['dirty-rate', 'cold-rate', 'hot-rate'],
    examples: `
Examples:
  wattshift model dirty-rate uniform --memory '4 GB' --page-size '4 KB' --bandwidth '1 Gbps' --downtime '30 ms'`,
    answer: async (face, values, { shown }) => {
      const { largestDirtyRate } = await import('../../analytic/largest-dirty-rate.ts');
      const stand = { ...values, 'dirty-rate': 1, 'cold-rate': 1, 'hot-rate': 1 };
      const goal = { downtimeS: values.downtime, maxRounds: values['max-rounds'] };
      const answer = largestDirtyRate(face.caseOf(stand), goal);
      if (answer.kind === 'infeasible') {
        const least = shown(answer.leastDowntimeS, 's');
        return { json: answer, text: `Infeasible: the hot pages alone take ${least} of downtime.` };
      }
      const pages = `${precise(answer.dirtyPagesPerS)} pages/s`;
      const bytes = shown(answer.dirtyPagesPerS * values['page-size'], 'B/s');
      const text =
        answer.kind === 'up to'
          ? `${face.rateSymbol} up to ${pages} (${bytes}), rho up to ${precise(answer.rho)}; the downtime binds.`
          : `${face.rateSymbol} below ${pages} (${bytes}); only convergence (rho < 1) binds.`;
      return { json: answer, text };
    },
  },
];

export function addQuestions(parent: Command, done: Done): void {
  for (const question of QUESTIONS) {
    const group = parent.command(question.name).description(question.description);
    group.addHelpText('after', question.examples);
    for (const face of preCopyFaces) addQuestion(group, question, face, done);
  }
}

function addQuestion(group: Command, question: Question, face: PreCopyFace, done: Done): void {
  const names = [...face.vmOptions.filter((name) => !question.without.includes(name)), ...question.options];
  const command = addOptions(group.command(face.name).description(face.title), names);
  if (question.plot) command.option('--plot <file>', 'draw downtime and utilisation over alpha, as SVG or PNG');
  command
    .option('--json', 'print JSON, everything in SI units')
    .addHelpText('after', `\nSource: ${face.source}.\n${question.examples}`)
    .action(async (options: { readonly json?: boolean; readonly plot?: string }) => {
      await guarded(`model ${question.name} ${face.name}`, async () => {
        const values = readValues(readTexts(command, names));
        const { json, text } = await question.answer(face, values, await import('./tables.ts'));
        process.stdout.write(`${options.json ? JSON.stringify({ model: face.name, ...json }, null, 2) : text}\n`);
        if (options.plot === undefined) return;
        await question.plot?.(face, values, options.plot);
        if (!options.json) process.stdout.write(`\n${options.plot}: downtime and utilisation over alpha\n`);
      });
      done(EXIT.ok);
    });
}

const BINDING = {
  rounds: 'The rounds allowed bind: more of them would shorten the downtime.',
  page: 'Less than a page is left to send: more rounds gain nothing.',
  utilisation: 'The network utilisation binds: a shorter downtime would need more of it.',
};

function optimumText(face: PreCopyFace, answer: Optimal | Infeasible, values: Values, { resultList }: Tables): string {
  const most = precise(values['u-max']);
  if (answer.kind === 'infeasible') {
    const where = `alpha = ${precise(answer.alpha)}, n = ${answer.lastRound}`;
    return `Infeasible: U_net is never below ${precise(answer.leastUtilisation)} (${where}), and U_max is ${most}.`;
  }
  const { alpha, alphaFrom, alphaEndsAt, binding, outcome } = answer;
  const end = alphaEndsAt === 'step' ? 'where the step ends' : `where U_net is ${most}`;
  const step = `Every alpha from ${precise(alphaFrom)} has this downtime; ${precise(alpha)} is ${end}.`;
  return `alpha = ${precise(alpha)}\n\n${resultList(face.results, { ...outcome })}\n\n${step}\n${BINDING[binding]}`;
}

const precise = (value: number) => String(Number(value.toPrecision(5)));
