/** Two hosts with two pstates each, `a` and `b`, and one link between them, `wire`: 125 MB/s, no latency. */
export function twoHosts({ wire = '', attributes = '' }: { wire?: string; attributes?: string } = {}): string {
  const host = (name: string) => `<host id="${name}" speed="10Gf,5Gf" core="4">
    <prop id="wattage_per_state" value="100:110:200,80:85:140"/><prop id="wattage_off" value="5"/></host>`;
  return `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1">
  <config><prop id="network/model" value="CM02"/><prop id="network/crosstraffic" value="no"/></config>
  <zone id="all" routing="Full">${host('a')}${host('b')}
    <link id="wire" bandwidth="125MBps" latency="0us" ${attributes}>${wire}</link>
    <route src="a" dst="b"><link_ctn id="wire"/></route>
  </zone></platform>`;
}
