/* Hosts, and the energy that they draw. */
#include "state.hpp"

#include <simgrid/plugins/energy.h>

using namespace sgw;

SGW_API const char* sgw_host_name(int host) { return state.hosts[host]->get_cname(); }
SGW_API const char* sgw_host_property(int host, const char* key) { return state.hosts[host]->get_property(key); }
SGW_API int sgw_host_cores(int host) { return state.hosts[host]->get_core_count(); }
SGW_API double sgw_host_speed(int host) { return state.hosts[host]->get_speed(); }
SGW_API double sgw_host_speed_ratio(int host) { return state.hosts[host]->get_available_speed(); }
SGW_API int sgw_host_pstates(int host) { return static_cast<int>(state.hosts[host]->get_pstate_count()); }
SGW_API int sgw_host_pstate(int host) { return static_cast<int>(state.hosts[host]->get_pstate()); }
SGW_API double sgw_host_speed_at(int host, int pstate) { return state.hosts[host]->get_pstate_speed(pstate); }
SGW_API int sgw_host_is_on(int host) { return state.hosts[host]->is_on() ? 1 : 0; }
SGW_API double sgw_host_load(int host) { return state.hosts[host]->get_load(); }

SGW_API int sgw_host_pstate_set(int host, int pstate)
{
  return guarded([=] {
    state.switching_host = true;
    state.hosts[host]->set_pstate(pstate);
    state.switching_host = false;
    return 0;
  });
}

SGW_API int sgw_host_switch(int host, int on)
{
  return guarded([=] {
    if (not on && state.cpu_count[host] > 0)
      return fail(std::string("Host '") + sgw_host_name(host) + "' cannot go off: " + std::to_string(state.cpu_count[host]) +
                  " CPU actions live on it");
    state.switching_host = true;
    if (on)
      state.hosts[host]->turn_on();
    else
      state.hosts[host]->turn_off();
    state.switching_host = false;
    return 0;
  });
}

SGW_API double sgw_host_energy(int host)
{
  return guarded([=] { return sg_host_get_consumed_energy(state.hosts[host]); });
}
SGW_API double sgw_host_power(int host)
{
  return guarded([=] { return sg_host_get_current_consumption(state.hosts[host]); });
}
SGW_API double sgw_host_power_idle(int host, int pstate)
{
  return guarded([=] { return sg_host_get_idle_consumption_at(state.hosts[host], pstate); });
}
SGW_API double sgw_host_power_min(int host, int pstate)
{
  return guarded([=] { return sg_host_get_wattmin_at(state.hosts[host], pstate); });
}
SGW_API double sgw_host_power_max(int host, int pstate)
{
  return guarded([=] { return sg_host_get_wattmax_at(state.hosts[host], pstate); });
}
