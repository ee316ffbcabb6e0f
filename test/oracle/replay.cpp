#include "replay.hpp"

#include <simgrid/kernel/Timer.hpp>
#include <simgrid/plugins/energy.h>
#include <simgrid/plugins/live_migration.h>

#include <algorithm>
#include <stdexcept>

namespace sg = simgrid::s4u;
using simgrid::kernel::timer::Timer;

Replay::Replay(const CaseFile& c) : case_(c), next_(c.events.begin())
{
  for (sg::Host* host : sg::Engine::get_instance()->get_all_hosts())
    hosts_.emplace(host->get_name(), HostState{host});
  for (const auto& name : case_.keep)
    host(name).keep = true;
  vms_.reserve(case_.vms.size()); // callbacks hold on to their elements
  for (const auto& spec : case_.vms) {
    VmState& state = vms_.emplace_back(VmState{&spec, &host(spec.host)});
    if (not spec.arrives)
      createVm(state);
  }
  for (const auto& event : case_.events)
    if (const auto* move = std::get_if<Move>(&event.what))
      host(move->destination); // throws now rather than in the middle of the simulation

  if (case_.linkEnergy) // the plugin looks at a link when a communication of its own begins or ends, and that is not enough
    sg::Engine::on_time_advance_cb([links = links()](double) {
      for (const auto* link : links)
        sg_link_get_consumed_energy(link);
    });

  sg::Host::on_state_change_cb([this](const sg::Host& host) {
    if (not host.is_on())
      lose(host);
  });
  sg::VirtualMachine::on_suspend_cb([this](const sg::VirtualMachine& vm) { stopped(*byVm_.at(&vm)); });
  sg::VirtualMachine::on_resume_cb([this](const sg::VirtualMachine& vm) { arrived(*byVm_.at(&vm)); });
  sg::Comm::on_send_cb([this](const sg::Comm& comm) { count(comm); });

  // The guests start their execs in the first scheduling round; the loads at time 0 come right after it.
  Timer::set(0, [this] { begin(); });
}

void Replay::run(const sg::Engine& engine)
{
  // run_until() is content to stop 1e-5 s before its date.
  while (sg::Engine::get_clock() < case_.endS)
    engine.run_until(case_.endS);
}

Replay::HostState& Replay::host(const std::string& name)
{
  const auto found = hosts_.find(name);
  if (found == hosts_.end())
    throw std::runtime_error("no such host: " + name);
  return found->second;
}

std::vector<sg::Link*> Replay::links()
{
  auto links = sg::Engine::get_instance()->get_all_links();
  links.erase(std::remove_if(links.begin(), links.end(), [](auto* link) { return link->get_name() == "__loopback__"; }),
              links.end());
  return links;
}

void Replay::createVm(VmState& state)
{
  const VmSpec& spec = *state.spec;
  HostState& host    = *state.host;
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
  state.vm           = vm;
  byVm_.emplace(vm, &state);
  state.guest = sg::Actor::create(spec.name, vm, [&state, flops] { guest(state, flops); });
}

// Runs in the VM: one exec per vCPU, which the VM's bound slows down to the load. A bound of 0 would mean no bound, so
// a VM without load is one whose execs are suspended. Their actor does it, because no kernel timer may suspend an
// actor, and because Exec::suspend() works only once in 3.32.
void Replay::guest(VmState& vm, double flops)
{
  std::vector<sg::ExecPtr> execs;
  for (int i = 0; i < vm.spec->vcpus; i++)
    execs.push_back(sg::this_actor::exec_async(flops));
  while (true) {
    vm.idle->acquire();
    if (vm.load == 0) // it may have changed again at this very date
      sg::this_actor::suspend();
  }
}

void Replay::begin()
{
  for (auto& vm : vms_)
    if (vm.vm != nullptr)
      applyLoad(vm); // 0, until a load line says otherwise
  for (auto& [_, host] : hosts_)
    sleepIfUnused(host);
  step();
}

// A kernel timer walks the events: unlike an actor, it needs no host that stays on.
void Replay::step()
{
  const double now = sg::Engine::get_clock();
  for (; next_ != case_.events.end() && next_->timeS <= now; ++next_)
    std::visit([this](const auto& what) { apply(what); }, next_->what);
  if (next_ != case_.events.end())
    Timer::set(next_->timeS, [this] { step(); });
}

void Replay::apply(const LoadChange& change)
{
  setLoad(vms_[change.vm], change.load);
}

void Replay::apply(const Move& move)
{
  accept(vms_[move.vm], host(move.destination));
}

void Replay::apply(const Arrival& arrival)
{
  VmState& vm = vms_[arrival.vm];
  sg_host_get_consumed_energy(vm.host->host);
  createVm(vm);
  applyLoad(vm);
}

void Replay::apply(const Departure& departure)
{
  VmState& vm = vms_[departure.vm];
  sg_host_get_consumed_energy(vm.host->host);
  destroy(vm.vm);
  vm.host->vms--;
  vm.vm = nullptr;
}

// SimGrid has shut down the VMs on it. They have to be destroyed, too: their CPU actions would take their share as soon as
// the host is back.
void Replay::lose(const sg::Host& host)
{
  for (auto& vm : vms_)
    if (vm.vm != nullptr && vm.host->host == &host) {
      Timer::set(sg::Engine::get_clock(), [this, lost = vm.vm] { destroy(lost); });
      vm.vm = nullptr;
      vm.host->vms--;
    }
}

// By an actor, on any host that is on.
void Replay::destroy(sg::VirtualMachine* vm)
{
  for (const auto& [_, state] : hosts_)
    if (state.host->is_on()) {
      sg::Actor::create("destroy", state.host, [vm] { vm->destroy(); });
      return;
    }
}

void Replay::apply(const PstateChange& change)
{
  host(change.host).host->set_pstate(change.pstate);
}

void Replay::apply(const Switch& change)
{
  HostState& host = this->host(change.host);
  if (change.on)
    host.host->turn_on();
  else
    host.host->turn_off();
}

// An exec per core, as a VM has one per vCPU.
void Replay::apply(const Task& task)
{
  const std::size_t number = tasksDoneFlop_.size();
  tasksDoneFlop_.push_back(0);
  sg::Host* host     = this->host(task.host).host;
  const double flops = host->get_speed() * (case_.endS + 1);
  sg::Actor::create("task", host, [this, number, flops, cores = task.cores, endS = task.endS] {
    std::vector<sg::ExecPtr> execs;
    for (int i = 0; i < cores; i++)
      execs.push_back(sg::this_actor::exec_async(flops));
    sg::this_actor::sleep_until(endS);
    for (const auto& exec : execs) {
      tasksDoneFlop_[number] += flops - exec->get_remaining();
      exec->cancel();
    }
  });
}

void Replay::apply(const Flow& flow)
{
  const std::size_t number = flowEndsS_.size();
  flowEndsS_.push_back(-1); // has not ended
  sg::Host* source      = host(flow.source).host;
  sg::Host* destination = host(flow.destination).host;
  sg::Actor::create("flow", source, [this, number, source, destination, bytes = flow.bytes] {
    sg::Comm::sendto(source, destination, bytes);
    flowEndsS_[number] = sg::Engine::get_clock();
  });
}

void Replay::setLoad(VmState& vm, double load)
{
  vm.load = load;
  if (vm.vm == nullptr)
    return;
  if (not vm.stopped) // resuming the guest in stage 3 would wake the VM; arrived() applies the load instead
    applyLoad(vm);
}

void Replay::applyLoad(VmState& vm)
{
  // The energy plugin does not see a bound change, and would apply the new load to the whole time since its last
  // update.
  sg_host_get_consumed_energy(vm.host->host);

  if (vm.load > 0) {
    vm.vm->set_bound(vm.load * vm.spec->vcpus * vm.host->host->get_speed());
    vm.guest->resume(); // nothing happens unless it is suspended
  } else
    vm.idle->release();
}

void Replay::accept(VmState& vm, HostState& target)
{
  if (vm.target != nullptr || vm.host == &target)
    return;
  vm.target    = &target;
  vm.migration = {vm.spec->name, vm.host->host->get_name(), target.host->get_name(), sg::Engine::get_clock()};
  vm.host->moving++;
  target.moving++;
  target.host->turn_on();
  if (case_.setupS > 0) {
    // Timers of one date ring in any order, and SimGrid's sharing can depend on the order in which flows start.
    setups_.push(&vm);
    Timer::set(sg::Engine::get_clock() + case_.setupS, [this] {
      migrate(*setups_.front());
      setups_.pop();
    });
  } else
    migrate(vm);
}

void Replay::migrate(VmState& vm)
{
  vm.channel = sg::Mailbox::by_name("__mbox_mig_src_dst:" + vm.migration.vm + "(" + vm.migration.source + "-" +
                                    vm.migration.destination + ")");
  byChannel_.emplace(vm.channel, &vm);
  // At the destination, because the source may be turned off before sg_vm_migrate() gets its acknowledgement.
  sg::Actor::create("migrate", vm.target->host, [vm = vm.vm, to = vm.target->host] { sg_vm_migrate(vm, to); });
}

// The first send of a migration is stage 1; the one after the suspension is stage 3.
void Replay::count(const sg::Comm& comm)
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

void Replay::stopped(VmState& vm)
{
  vm.stopped              = true;
  vm.migration.suspendedS = sg::Engine::get_clock();
}

// The VM has just resumed at its destination. SimGrid has resumed its guest too, whatever its load, and has given it
// a new CPU action there.
void Replay::arrived(VmState& vm)
{
  byChannel_.erase(vm.channel);
  vm.migration.endS = sg::Engine::get_clock();
  finished_.push_back(std::move(vm.migration));

  HostState& source = *vm.host;
  vm.host           = vm.target;
  vm.target         = nullptr;
  vm.stopped        = false;
  source.vms--;
  source.moving--;
  vm.host->vms++;
  vm.host->moving--;

  applyLoad(vm);
  sleepIfUnused(source);
}

void Replay::sleepIfUnused(HostState& host)
{
  if (case_.sleep && not host.keep && host.vms == 0 && host.moving == 0)
    host.host->turn_off();
}
