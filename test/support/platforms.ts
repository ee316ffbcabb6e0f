export interface HostSpec {
  readonly name: string;
  readonly cores: number;
  readonly role?: 'highpower' | 'warehouse' | 'storage';
  readonly idleW: number;
  /** With all cores busy. */
  readonly busyW: number;
  readonly offW: number;
}

/** Hosts of any sort on one network that blocks nothing, 10 Gbps a flow. */
export function platformOf(hosts: readonly HostSpec[]): string {
  const host = ({ name, cores, role, idleW, busyW, offW }: HostSpec) =>
    `<host id="${name}" speed="10Gf" core="${cores}"><prop id="wattage_per_state" value="${idleW}:${idleW}:${busyW}"/><prop id="wattage_off" value="${offW}"/>${role ? `<prop id="role" value="${role}"/>` : ''}</host>`;
  const routes = hosts.flatMap(({ name: src }, i) =>
    hosts.slice(i + 1).map(({ name: dst }) => `<route src="${src}" dst="${dst}"><link_ctn id="net"/></route>`),
  );
  return `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1"><zone id="all" routing="Full">
${hosts.map(host).join('\n')}
<link id="net" bandwidth="10Gbps" latency="0us" sharing_policy="FATPIPE"/>
${routes.join('\n')}</zone></platform>`;
}
