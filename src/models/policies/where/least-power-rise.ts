/** A VM goes where it adds the least to the power:  P(demand + its own) - P(demand), W; a host that sleeps draws its
 * wattage_off before.
 *
 * Source: Beloglazov and Buyya 2012 (PABFD, power-aware best fit decreasing). */
import { type HostChoiceKind, least } from '../parts.ts';

export const leastPowerRise: HostChoiceKind<Record<never, never>> = {
  name: 'least-power-rise',
  title: 'The host whose power rises least',
  source: 'Beloglazov and Buyya 2012, PABFD',
  parameters: {},
  create: () => (vm, hosts, plan) =>
    least(hosts, (host) => {
      const before = plan.demandCores(host);
      const drawn = host.awake || plan.vms(host) > 0 ? host.powerW(before) : host.power.offW;
      return host.powerW(before + vm.demandOn(host)) - drawn;
    }),
};
