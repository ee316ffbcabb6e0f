// Replays a case file with real SimGrid VMs, SimGrid's own live migration (sg_vm_migrate) and its host energy plugin.
// It shares no code with wattshift: its numbers are what wattshift is compared with, and its wall time is the native
// side of the speed benchmark.
//
//   replay [-q] <case file>
//
// prints one line per finished migration, in the order they end, then the energies at the case's end:
//   migration <vm> <src> <dst> <accepted s> <end s> <stage 1 bytes> <stage 2 rounds> <stage 2 bytes> <stage 3 bytes>
//             <suspended s>
//   task <number> <flop done>
//   flow <number> <end s>
//   link <name> <joules>
//   host <name> <joules>
//   total <joules>
// With -q only `migrations <count>` and `total <joules>`.

#include "case_file.hpp"
#include "replay.hpp"

#include <simgrid/plugins/energy.h>
#include <simgrid/plugins/live_migration.h>
#include <simgrid/s4u.hpp>
#include <xbt/log.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>

namespace sg = simgrid::s4u;

namespace {

void print(const Migration& m)
{
  std::printf("migration %s %s %s %.17g %.17g %.17g %d %.17g %.17g %.17g\n", m.vm.c_str(), m.source.c_str(),
              m.destination.c_str(), m.acceptedS, m.endS, m.stage1Bytes, m.stage2Rounds(), m.stage2Bytes, m.stage3Bytes,
              m.suspendedS);
}

void print(const Replay& replay)
{
  for (const auto& migration : replay.finished())
    print(migration);
  for (std::size_t i = 0; i < replay.tasksDoneFlop().size(); i++)
    std::printf("task %zu %.17g\n", i, replay.tasksDoneFlop()[i]);
  for (std::size_t i = 0; i < replay.flowEndsS().size(); i++)
    std::printf("flow %zu %.17g\n", i, replay.flowEndsS()[i]);
}

// Does not return: at the end actors are still at work, and SimGrid cannot destroy a semaphore that one waits for.
[[noreturn]] void replay(sg::Engine& engine, const CaseFile& c, bool quiet)
{
  xbt_log_control_set("root.thres:error");
  sg::Engine::set_config("contexts/stack-size:128"); // KiB; no actor here goes deep
  sg_host_energy_plugin_init();
  sg_vm_live_migration_plugin_init();
  if (c.linkEnergy)
    sg_link_energy_plugin_init();
  for (const auto& config : c.configs)
    sg::Engine::set_config(config);
  engine.load_platform(c.platform);
  const auto hosts = engine.get_all_hosts(); // before there are VMs, which are hosts too

  Replay replay(c);
  replay.run(engine);

  if (quiet)
    std::printf("migrations %zu\n", replay.finished().size());
  else
    print(replay);
  if (c.linkEnergy && not quiet)
    for (const sg::Link* link : Replay::links())
      std::printf("link %s %.17g\n", link->get_cname(), sg_link_get_consumed_energy(link));
  double total = 0;
  for (const sg::Host* host : hosts) {
    const double joules = sg_host_get_consumed_energy(host);
    total += joules;
    if (not quiet)
      std::printf("host %s %.17g\n", host->get_cname(), joules);
  }
  std::printf("total %.17g\n", total);
  std::quick_exit(std::fflush(stdout) == 0 ? 0 : 1);
}

} // namespace

int main(int argc, char* argv[])
{
  const bool quiet = argc == 3 && std::strcmp(argv[1], "-q") == 0;
  if (argc != 2 && not quiet) {
    std::fprintf(stderr, "usage: replay [-q] <case file>\n");
    return 2;
  }
  try {
    const CaseFile c = readCase(argv[argc - 1]);
    sg::Engine engine(&argc, argv);
    replay(engine, c, quiet);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "replay: %s\n", error.what());
    return 1;
  }
}
