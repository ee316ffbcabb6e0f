/** Pre-copy with delta compression: of a page that was sent before, only the difference to its last version is sent.
 *
 *   stages 2 and 3 send  c * d_i      instead of d_i (see pre-copy.ts); c the ratio of compression, 0..1
 *
 * Source: Akiyama 2014, section 2.3 (after Svärd et al.), which gives no figure for c. */
import { quantity } from '../../base/kind.ts';
import { type CommonParameters, commonParameters, type MechanismKind } from './contract.ts';
import { preCopySteps } from './pre-copy.ts';

export const deltaCompression: MechanismKind<CommonParameters & { readonly ratio: number }> = {
  name: 'delta-compression',
  title: 'Pre-copy with delta compression',
  source: 'Akiyama 2014, section 2.3',
  parameters: {
    ...commonParameters,
    ratio: quantity('number', 'Size of the difference, as a fraction of the page', { default: 0.5, max: 1 }),
  },
  create: (p) => ({
    *migrate(m) {
      yield m.wait(p.setupTime);
      return yield* preCopySteps(m, p, { resend: p.ratio });
    },
  }),
};
