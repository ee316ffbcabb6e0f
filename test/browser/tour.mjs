/** A short simulation on SimGrid alone, told as numbers: whatever runs it has to get the same ones, to the last bit. */
export async function tour(SimGrid, module) {
  const xml = `<?xml version='1.0'?><!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">
<platform version="4.1"><zone id="all" routing="Floyd">
<cluster id="rack" prefix="pm-" radical="0-7" suffix="" speed="10Gf" core="4" bw="1Gbps" lat="50us" sharing_policy="SPLITDUPLEX">
<prop id="wattage_per_state" value="185:190:235"/><prop id="wattage_off" value="20"/></cluster></zone></platform>`;
  const simgrid = await SimGrid.open(module ? { module } : {});
  const hosts = simgrid.load(xml);
  const told = [hosts];
  const actions = Array.from({ length: 3 * hosts }, (_, i) => simgrid.startCpu(i % hosts, 1 + (i % 3)));
  for (const [i, action] of actions.entries()) simgrid.setDemand(action, (1e10 * (1 + (i % 7))) / 3);
  for (let i = 0; i < hosts; i++) simgrid.startFlow(i, (3 * i + 1) % hosts, 1e8 * (i + 1));
  for (let step = 0; step < 200 && simgrid.clock < 100; step++) {
    const events = simgrid.advance(100);
    told.push(simgrid.clock, events.length);
    simgrid.setDemand(actions[step % actions.length], 1e9 * (1 + (step % 11)));
  }
  for (let host = 0; host < hosts; host++) told.push(simgrid.hostEnergyJ(host), simgrid.hostPowerW(host));
  for (const action of actions) told.push(simgrid.cpuRate(action));
  simgrid.dispose();
  return told;
}
