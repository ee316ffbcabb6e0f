/* CPU actions. */
#include "state.hpp"

#include "src/kernel/lmm/maxmin.hpp"

using namespace sgw;
using simgrid::kernel::resource::Action;
using simgrid::kernel::resource::CpuAction;

namespace {

/* SimGrid shares anew when time advances: over all hosts that changed since, in a time that grows with the square of
 * their number. Some changes at a time, it is linear. No number differs: what a host grants does not depend on other
 * hosts, and with a lazy model no time passes here. */
void share_now_and_then(const CpuAction* action)
{
  constexpr unsigned CHANGES = 16;
  static unsigned changes    = 0;
  const auto* model          = action->get_model();
  if (model->is_update_lazy() && ++changes % CHANGES == 0)
    model->get_maxmin_system()->solve();
}

/* What may be asked of the CPU right now: the demand, within what the action's cores give at the current speed. */
void apply_demand(const Cpu& cpu, double demand)
{
  auto* action = cpu.action;
  action->set_user_bound(demand);
  if (demand > 0) {
    if (action->is_suspended())
      action->resume();
    const auto* pm = state.hosts[cpu.host]->get_cpu();
    double ceiling = cpu.cores * state.hosts[cpu.host]->get_speed() * const_cast<simgrid::kernel::resource::CpuImpl*>(pm)->get_speed_ratio();
    action->get_model()->get_maxmin_system()->update_variable_bound(action->get_variable(), std::min(demand, ceiling));
  } else if (not action->is_suspended()) {
    action->suspend();
  }
  share_now_and_then(action);
}

} // namespace

SGW_API int sgw_cpu_start(int host, int cores)
{
  return guarded([=] {
    if (not state.hosts[host]->is_on())
      return fail(std::string("Host '") + sgw_host_name(host) + "' is off: nothing can run on it");
    settle_energy(host);
    auto* action = state.hosts[host]->get_cpu()->execution_start(1.0, cores, -1);
    // IGNORED: the action takes its share of the CPU but never ends, so it needs no place in the heap of completions
    action->set_state(Action::State::IGNORED);
    action->set_sharing_penalty(1.0 / cores); // resume() restores this one, not the penalty of the constructor
    Cpu cpu{action, host, cores};
    apply_demand(cpu, 0);
    state.cpu_count[host]++;
    return state.cpus.add(cpu);
  });
}

SGW_API int sgw_cpu_demand(int action, double demand)
{
  return guarded([=] {
    const Cpu& cpu = state.cpus[action];
    settle_energy(cpu.host);
    apply_demand(cpu, demand);
    return 0;
  });
}

SGW_API double sgw_cpu_rate(int action)
{
  return guarded([=] { return state.cpus[action].action->get_rate(); });
}

SGW_API int sgw_cpu_stop(int action)
{
  return guarded([=] {
    Cpu& cpu = state.cpus[action];
    settle_energy(cpu.host);
    state.cpu_count[cpu.host]--;
    cpu.action->unref();
    state.cpus.remove(action);
    return 0;
  });
}
