// Replays a case file with real SimGrid VMs, SimGrid's own live migration (sg_vm_migrate) and its host energy plugin.
// It shares no code with wattshift: its numbers are what wattshift is compared with, and its wall time is the native
// side of the speed benchmark.
//
//   replay [-q] <case file>
//
// prints one line per finished migration, in the order they end, then the energies at the case's end:
//   migration <vm> <src> <dst> <accepted s> <end s> <stage 1 bytes> <stage 2 rounds> <stage 2 bytes> <stage 3 bytes>
//             <suspended s>
//   host <name> <joules>
//   total <joules>
// With -q only `migrations <count>` and `total <joules>`.
//
// Hosts may differ in speed, but SimGrid creates a VM's execs at the speed of its first host: on a faster host the VM is
// billed for load x vCPUs x that host's speed, while its execs, and so its dirty pages, keep to the first host's pace.

#include "case_file.hpp"

#include <simgrid/kernel/Timer.hpp>
#include <simgrid/plugins/energy.h>
#include <simgrid/plugins/live_migration.h>
#include <simgrid/s4u.hpp>

#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <unordered_map>
#include <vector>

namespace sg = simgrid::s4u;
using simgrid::kernel::timer::Timer;

namespace {

struct HostState {
  sg::Host* host;
  bool keep  = false; // never sleeps
  int vms    = 0;     // VMs that run here
  int moving = 0;     // accepted migrations that leave from or arrive here
};

struct Migration {
  std::string vm, source, destination;
  double acceptedS  = 0;
  double suspendedS = 0;
  double endS       = 0;
  int sends         = 0;
  double stage1Bytes = 0, stage2Bytes = 0, stage3Bytes = 0;

  int stage2Rounds() const { return sends - 2; } // stages 1 and 3 are one send each
};

struct VmState {
  const VmSpec* spec;
  sg::VirtualMachine* vm;
  sg::ActorPtr guest; // owns the VM's execs
  HostState* host;
  double load          = 0;
  bool computing       = true;  // its execs are not suspended by us
  bool stopped         = false; // by SimGrid, for stage 3
  HostState* target    = nullptr; // while a migration is accepted and not ended
  sg::Mailbox* channel = nullptr; // the migration's data mailbox
  Migration migration{};
};

class Replay {
  const CaseFile& case_;
  std::unordered_map<std::string, HostState> hosts_;
  std::vector<VmState> vms_;
  std::unordered_map<const sg::Host*, VmState*> byVm_;
  std::unordered_map<const sg::Mailbox*, VmState*> byChannel_;
  std::vector<Event>::const_iterator next_;
  std::vector<Migration> finished_;

public:
  explicit Replay(const CaseFile& c) : case_(c), next_(c.events.begin())
  {
    for (sg::Host* host : sg::Engine::get_instance()->get_all_hosts())
      hosts_.emplace(host->get_name(), HostState{host});
    for (const auto& name : case_.keep)
      hosts_.at(name).keep = true;
    for (const auto& spec : case_.vms)
      createVm(spec);
    for (auto& vm : vms_) // once the vector has stopped growing
      byVm_.emplace(vm.vm, &vm);

    sg::VirtualMachine::on_suspend_cb([this](const sg::VirtualMachine& vm) { stopped(*byVm_.at(&vm)); });
    sg::VirtualMachine::on_resume_cb([this](const sg::VirtualMachine& vm) { arrived(*byVm_.at(&vm)); });
    sg::Comm::on_send_cb([this](const sg::Comm& comm) { count(comm); });

    // The guests start their execs in the first scheduling round; the loads at time 0 come right after it.
    Timer::set(0, [this] { begin(); });
  }

  void run(const sg::Engine& engine)
  {
    // run_until() is content to stop 1e-5 s before its date.
    while (sg::Engine::get_clock() < case_.endS)
      engine.run_until(case_.endS);
  }

  const std::vector<Migration>& finished() const { return finished_; }

private:
  void createVm(const VmSpec& spec)
  {
    HostState& host = hosts_.at(spec.host);
    host.vms++;

    sg::VirtualMachine* vm = host.host->create_vm(spec.name, spec.vcpus, spec.ramBytes);
    sg_vm_set_migration_speed(vm, case_.bandwidthBytesPerSecond);
    sg_vm_set_working_set_memory(vm, spec.workingSetBytes);
    // SimGrid dirties migration speed x intensity / host speed bytes per flop.
    sg_vm_set_dirty_page_intensity(vm, spec.dirtyBytesPerSecond / (spec.vcpus * case_.bandwidthBytesPerSecond));
    vm->start();

    // Dirty pages are counted from the difference of two remaining amounts, so an exec is no longer than it takes to
    // outlast the case: at 1e10 flop/s and a day that leaves an error of 0.06 flop. Renewing execs would be worse: the
    // plugin counts one that ends as if it had computed all it had left when tracking began.
    const double flops = host.host->get_speed() * (case_.endS + 1);
    auto guest         = sg::Actor::create(spec.name, vm, [vcpus = spec.vcpus, flops] {
      std::vector<sg::ExecPtr> execs;
      for (int i = 0; i < vcpus; i++)
        execs.push_back(sg::this_actor::exec_async(flops));
      execs.front()->wait();
    });
    vms_.push_back({&spec, vm, guest, &host});
  }

  void begin()
  {
    for (auto& vm : vms_)
      applyLoad(vm); // 0, until a load line says otherwise
    for (auto& [_, host] : hosts_)
      sleepIfUnused(host);
    step();
  }

  // A kernel timer walks the events: unlike an actor, it needs no host that stays on.
  void step()
  {
    const double now = sg::Engine::get_clock();
    for (; next_ != case_.events.end() && next_->timeS <= now; ++next_) {
      VmState& vm = vms_[next_->vm];
      if (next_->isMove())
        accept(vm, hosts_.at(next_->destination));
      else
        setLoad(vm, next_->load);
    }
    if (next_ != case_.events.end())
      Timer::set(next_->timeS, [this] { step(); });
  }

  void setLoad(VmState& vm, double load)
  {
    vm.load = load;
    if (not vm.stopped) // a bound set in stage 3 would wake the VM's CPU action; arrived() does it
      applyLoad(vm);
  }

  void applyLoad(VmState& vm)
  {
    // The energy plugin does not see a bound change, and would apply the new load to the whole time since its last
    // update.
    sg_host_get_consumed_energy(vm.host->host);

    const bool computing = vm.load > 0;
    if (computing)
      vm.vm->set_bound(vm.load * vm.spec->vcpus * vm.host->host->get_speed());
    if (computing == vm.computing)
      return;
    // A bound of 0 would mean no bound: a VM without load is one whose execs are suspended.
    vm.computing = computing;
    if (computing)
      vm.guest->resume();
    else
      vm.guest->suspend();
  }

  void accept(VmState& vm, HostState& target)
  {
    if (vm.target != nullptr || vm.host == &target)
      return;
    vm.target    = &target;
    vm.migration = {vm.spec->name, vm.host->host->get_name(), target.host->get_name(), sg::Engine::get_clock()};
    vm.host->moving++;
    target.moving++;
    target.host->turn_on();
    if (case_.setupS > 0)
      Timer::set(sg::Engine::get_clock() + case_.setupS, [this, &vm] { migrate(vm); });
    else
      migrate(vm);
  }

  void migrate(VmState& vm)
  {
    vm.channel = sg::Mailbox::by_name("__mbox_mig_src_dst:" + vm.migration.vm + "(" + vm.migration.source + "-" +
                                      vm.migration.destination + ")");
    byChannel_.emplace(vm.channel, &vm);
    // At the destination, because the source may be turned off before sg_vm_migrate() gets its acknowledgement.
    sg::Actor::create("migrate", vm.target->host,
                      [vm = vm.vm, to = vm.target->host] { sg_vm_migrate(vm, to); });
  }

  // The first send of a migration is stage 1; the one after the suspension is stage 3.
  void count(const sg::Comm& comm)
  {
    const auto found = byChannel_.find(comm.get_mailbox());
    if (found == byChannel_.end()) // an acknowledgement
      return;
    Migration& m       = found->second->migration;
    const double bytes = comm.get_remaining();
    if (found->second->stopped)
      m.stage3Bytes = bytes;
    else if (m.sends == 0)
      m.stage1Bytes = bytes;
    else
      m.stage2Bytes += bytes;
    m.sends++;
  }

  void stopped(VmState& vm)
  {
    vm.stopped              = true;
    vm.migration.suspendedS = sg::Engine::get_clock();
  }

  // The VM has just resumed at its destination: for SimGrid's users the migration ends here, a network latency before
  // sg_vm_migrate() returns.
  void arrived(VmState& vm)
  {
    byChannel_.erase(vm.channel);
    vm.migration.endS = sg::Engine::get_clock();
    finished_.push_back(std::move(vm.migration));

    HostState& source = *vm.host;
    vm.host           = vm.target;
    vm.target         = nullptr;
    vm.stopped        = false;
    vm.computing      = true; // SimGrid has resumed every actor of the VM, ours to keep suspended or not
    source.vms--;
    source.moving--;
    vm.host->vms++;
    vm.host->moving--;

    applyLoad(vm);
    sleepIfUnused(source);
  }

  void sleepIfUnused(HostState& host)
  {
    if (case_.sleep && not host.keep && host.vms == 0 && host.moving == 0)
      host.host->turn_off();
  }
};

void print(const Migration& m)
{
  std::printf("migration %s %s %s %.17g %.17g %.17g %d %.17g %.17g %.17g\n", m.vm.c_str(), m.source.c_str(),
              m.destination.c_str(), m.acceptedS, m.endS, m.stage1Bytes, m.stage2Rounds(), m.stage2Bytes, m.stage3Bytes,
              m.suspendedS);
}

void replay(sg::Engine& engine, const CaseFile& c, bool quiet)
{
  sg_host_energy_plugin_init();
  sg_vm_live_migration_plugin_init();
  for (const auto& config : c.configs)
    sg::Engine::set_config(config);
  engine.load_platform(c.platform);
  const auto hosts = engine.get_all_hosts(); // before there are VMs, which are hosts too

  Replay replay(c);
  replay.run(engine);

  if (quiet)
    std::printf("migrations %zu\n", replay.finished().size());
  else
    for (const auto& migration : replay.finished())
      print(migration);
  double total = 0;
  for (const sg::Host* host : hosts) {
    const double joules = sg_host_get_consumed_energy(host);
    total += joules;
    if (not quiet)
      std::printf("host %s %.17g\n", host->get_cname(), joules);
  }
  std::printf("total %.17g\n", total);
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
    // Logs off; small stacks, for no actor here goes deep.
    std::vector<std::string> options{argv[0], "--log=root.thres:error", "--cfg=contexts/stack-size:128"};
    std::vector<char*> arguments;
    for (auto& option : options)
      arguments.push_back(option.data());
    int count = static_cast<int>(arguments.size());
    arguments.push_back(nullptr);
    sg::Engine engine(&count, arguments.data());
    replay(engine, c, quiet);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "replay: %s\n", error.what());
    return 1;
  }
  return 0;
}
