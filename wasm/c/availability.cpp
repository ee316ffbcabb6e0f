/* Availability profiles. SimGrid tells of them where a host goes on or off; one that takes down a host that is off
 * already goes by in silence, and that host could be switched on while it is down. So every profile is followed once
 * more, by a watcher. */
#include "state.hpp"

#include "src/kernel/resource/Resource.hpp"

using namespace sgw;
using simgrid::kernel::profile::Event;
using simgrid::kernel::profile::Profile;
using simgrid::kernel::resource::Resource;

namespace {

/* The event of a resource's availability profile is for its heirs only. */
struct Heir : Resource {
  static const Event* state_event(const Resource& resource) { return (resource.*&Heir::get_state_event)(); }
};

class Watcher : public Resource {
  int host_;
  Event* event_;

public:
  Watcher(int host, Profile* profile) : Resource("watcher"), host_(host)
  {
    event_ = profile->schedule(&simgrid::kernel::profile::future_evt_set, this);
  }

  void apply_event(Event*, double value) override
  {
    const bool down        = value <= 0;
    state.host_down[host_] = down;
    if (down && not state.hosts[host_]->is_on())
      report(SGW_HOST_CHANGED, host_);
    tmgr_trace_event_unref(&event_);
  }

  /* Time stops at its events, whether or not anything runs on the host. */
  bool is_used() const override { return true; }
};

} // namespace

void sgw::watch_availability()
{
  state.host_down.assign(state.hosts.size(), false);
  for (int host = 0; host < static_cast<int>(state.hosts.size()); host++)
    if (const auto* event = Heir::state_event(*state.hosts[host]->get_cpu()))
      new Watcher(host, event->profile); // lives as long as the engine
}

SGW_API int sgw_host_is_down(int host) { return state.host_down[host] ? 1 : 0; }
