/* The shim between SimGrid's kernel and simgrid_wasm.h. Everything runs in maestro: resources' actions are created
 * directly on the models, completions are collected after EngineImpl::solve(). That is the layer on which SimGrid's
 * own activities stand, without the per-event cost of actors and of run_until(). */
#include "simgrid_wasm.h"

#include <simgrid/Exception.hpp>
#include <simgrid/kernel/routing/NetPoint.hpp>
#include <simgrid/kernel/routing/NetZoneImpl.hpp>
#include <simgrid/plugins/energy.h>
#include <simgrid/s4u.hpp>
#include <simgrid/version.h>
#include <xbt/config.hpp>
#include <xbt/log.h>

#include "src/kernel/EngineImpl.hpp"
#include "src/kernel/lmm/maxmin.hpp"
#include "src/kernel/resource/CpuImpl.hpp"
#include "src/kernel/resource/NetworkModel.hpp"
#include "src/kernel/resource/StandardLinkImpl.hpp"

#include <emscripten.h>

#include <csignal>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

#define SGW_API EMSCRIPTEN_KEEPALIVE

using simgrid::kernel::EngineImpl;
using simgrid::kernel::resource::Action;
using simgrid::kernel::resource::CpuAction;
using simgrid::s4u::Host;
using simgrid::s4u::Link;

namespace {

struct {
  std::string message;
  std::string file;
  int line = 0;
} error;

struct Cpu {
  CpuAction* action;
  int host;
  int cores;
};

std::vector<Host*> hosts;
std::vector<int> cpu_count; // CPU actions per host
std::unordered_map<const Host*, int> host_index;
std::vector<Link*> links;
std::unordered_map<const Link*, int> link_index;
std::vector<Cpu> cpus;
std::vector<int> free_cpus;
std::vector<Action*> flows;
std::vector<int> free_flows;
std::unordered_map<const Action*, int> flow_index;

std::vector<unsigned char> event_kinds;
std::vector<int> event_subjects;
bool switching_host = false; // a switch that the caller asked for is not an event

std::vector<int> route_links;
double route_latency = 0;
std::string returned;

void report(sgw_event_kind kind, int subject)
{
  event_kinds.push_back(kind);
  event_subjects.push_back(subject);
}

int fail(std::string message, std::string file = "", int line = 0)
{
  error.message = std::move(message);
  error.file    = std::move(file);
  error.line    = line;
  return -1;
}

/* Runs `body`; an exception becomes an error status, and never leaves this file. */
template <class Body> auto guarded(Body body) -> decltype(body())
{
  using Result = decltype(body());
  try {
    return body();
  } catch (const simgrid::ParseError& e) {
    // its what() is "Parse error at FILE:LINE: MESSAGE"; the location travels on its own
    std::string what   = e.what();
    auto file_start    = what.find("at ") + 3;
    auto colon         = what.find(": ", file_start);
    std::string place  = what.substr(file_start, colon - file_start);
    auto line_start    = place.rfind(':');
    fail(what.substr(colon + 2), place.substr(0, line_start), std::atoi(place.c_str() + line_start + 1));
  } catch (const std::exception& e) {
    fail(e.what());
  } catch (...) {
    fail("unknown exception");
  }
  if constexpr (std::is_same_v<Result, int>)
    return -1;
  else if constexpr (std::is_same_v<Result, double>)
    return std::numeric_limits<double>::quiet_NaN();
  else
    return nullptr;
}

/* The type of a configuration item, empty if there is none of that name. SimGrid reads an item only by its type and
 * tells the types only in its complaint about an unknown name: a line "  NAME: (TYPE)VALUE" per item. */
std::string config_type(const std::string& name)
{
  static const std::string known = [] {
    try {
      simgrid::config::get_value<int>("?");
      return std::string();
    } catch (const std::out_of_range& e) {
      return std::string(e.what());
    }
  }();
  auto item = known.find("\n  " + name + ": (");
  if (item == std::string::npos)
    return "";
  auto type = known.find('(', item) + 1;
  return known.substr(type, known.find(')', type) - type);
}

const char* hand_out(std::string text)
{
  returned = std::move(text);
  return returned.c_str();
}

void on_host_changed(Host const& host)
{
  if (switching_host)
    return;
  if (auto it = host_index.find(&host); it != host_index.end())
    report(SGW_HOST_CHANGED, it->second);
}

/* Energy of the interval that ends now is taken at the power that held in it; the plugin does not see a changed bound. */
void settle_energy(int host)
{
  sg_host_get_consumed_energy(hosts[host]);
}

/* SimGrid shares anew when time advances: over all hosts that changed since, in a time that grows with the square of their
 * number. Some changes at a time, it is linear. No number differs: what a host grants does not depend on other hosts, and
 * with a lazy model no time passes here. */
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
    const auto* pm = hosts[cpu.host]->get_cpu();
    double ceiling = cpu.cores * hosts[cpu.host]->get_speed() * const_cast<simgrid::kernel::resource::CpuImpl*>(pm)->get_speed_ratio();
    action->get_model()->get_maxmin_system()->update_variable_bound(action->get_variable(), std::min(demand, ceiling));
  } else if (not action->is_suspended()) {
    action->suspend();
  }
  share_now_and_then(action);
}

void collect_ended()
{
  for (auto* model : EngineImpl::get_instance()->get_all_models()) {
    auto collect = [](Action* action, sgw_event_kind kind) {
      auto it = flow_index.find(action);
      if (it == flow_index.end())
        return; // a CPU action that failed with its host: it stays until sgw_cpu_stop
      int flow = it->second;
      flow_index.erase(it);
      flows[flow] = nullptr;
      free_flows.push_back(flow);
      action->unref();
      report(kind, flow);
    };
    while (auto* action = model->extract_failed_action())
      collect(action, SGW_FLOW_FAILED);
    while (auto* action = model->extract_done_action())
      collect(action, SGW_FLOW_DONE);
  }
}

template <class Item> int place(std::vector<Item>& items, std::vector<int>& free_ids, Item item)
{
  if (free_ids.empty()) {
    items.push_back(item);
    return static_cast<int>(items.size()) - 1;
  }
  int id = free_ids.back();
  free_ids.pop_back();
  items[id] = item;
  return id;
}
} // namespace

extern "C" {

/* SimGrid installs a handler for stack overflows; there are no signals here. */
int sigaltstack(const stack_t*, stack_t* old)
{
  if (old != nullptr)
    old->ss_flags = SS_DISABLE;
  return 0;
}

SGW_API const char* sgw_error_message() { return error.message.c_str(); }
SGW_API const char* sgw_error_file() { return error.file.c_str(); }
SGW_API int sgw_error_line() { return error.line; }

// ---------------------------------------------------------------------------------------------------- engine

SGW_API const char* sgw_engine_version()
{
  int major;
  int minor;
  int patch;
  sg_version_get(&major, &minor, &patch);
  std::string version = std::to_string(major) + "." + std::to_string(minor);
  return hand_out(patch == 0 ? version : version + "." + std::to_string(patch));
}

SGW_API int sgw_engine_create()
{
  return guarded([] {
    static std::string name = "simgrid-wasm";
    static char* argv[]     = {name.data(), nullptr};
    static int argc         = 1;
    new simgrid::s4u::Engine(&argc, argv);
    sg_host_energy_plugin_init();
    Host::on_creation_cb([](Host& host) {
      // SimGrid announces a host once when it is declared and once when the platform is sealed
      if (host_index.emplace(&host, static_cast<int>(hosts.size())).second)
        hosts.push_back(&host);
    });
    Link::on_creation_cb([](Link& link) {
      // the two directions of a split-duplex link are links of their own; the pair of them carries nothing
      if (dynamic_cast<simgrid::s4u::SplitDuplexLink*>(&link) != nullptr)
        return;
      if (link_index.emplace(&link, static_cast<int>(links.size())).second)
        links.push_back(&link);
    });
    Host::on_state_change_cb(on_host_changed);
    Host::on_speed_change_cb(on_host_changed);
    return 0;
  });
}

SGW_API int sgw_engine_config_set(const char* name, const char* value)
{
  return guarded([=] {
    if (config_type(name).empty())
      return fail(std::string("SimGrid has no configuration item '") + name + "'");
    simgrid::config::set_as_string(name, value);
    return 0;
  });
}

SGW_API const char* sgw_engine_config_get(const char* name)
{
  return guarded([=]() -> const char* {
    const std::string type = config_type(name);
    if (type == "string")
      return hand_out(simgrid::config::get_value<std::string>(name));
    if (type == "boolean")
      return hand_out(simgrid::config::get_value<bool>(name) ? "yes" : "no");
    if (type == "int")
      return hand_out(std::to_string(simgrid::config::get_value<int>(name)));
    if (type == "double") {
      char buffer[32];
      std::snprintf(buffer, sizeof buffer, "%.17g", simgrid::config::get_value<double>(name));
      return hand_out(buffer);
    }
    return nullptr;
  });
}

SGW_API int sgw_engine_log_set(const char* control)
{
  return guarded([=] {
    xbt_log_control_set(control);
    return 0;
  });
}

SGW_API int sgw_engine_load(const char* platform_path)
{
  return guarded([=] {
    EngineImpl::get_instance()->load_platform(platform_path);
    EngineImpl::get_instance()->seal_platform();
    cpu_count.assign(hosts.size(), 0);
    return static_cast<int>(hosts.size());
  });
}

SGW_API double sgw_engine_clock() { return EngineImpl::get_clock(); }

SGW_API int sgw_engine_advance(double until)
{
  return guarded([=] {
    event_kinds.clear();
    event_subjects.clear();
    EngineImpl::get_instance()->solve(until);
    collect_ended();
    return static_cast<int>(event_kinds.size());
  });
}

SGW_API const unsigned char* sgw_event_kinds() { return event_kinds.data(); }
SGW_API const int* sgw_event_subjects() { return event_subjects.data(); }

// ---------------------------------------------------------------------------------------------------- hosts

SGW_API const char* sgw_host_name(int host) { return hosts[host]->get_cname(); }
SGW_API const char* sgw_host_property(int host, const char* key) { return hosts[host]->get_property(key); }
SGW_API int sgw_host_cores(int host) { return hosts[host]->get_core_count(); }
SGW_API double sgw_host_speed(int host) { return hosts[host]->get_speed(); }
SGW_API double sgw_host_speed_ratio(int host) { return hosts[host]->get_available_speed(); }
SGW_API int sgw_host_pstates(int host) { return static_cast<int>(hosts[host]->get_pstate_count()); }
SGW_API int sgw_host_is_on(int host) { return hosts[host]->is_on() ? 1 : 0; }
SGW_API double sgw_host_load(int host) { return hosts[host]->get_load(); }

SGW_API int sgw_host_pstate_set(int host, int pstate)
{
  return guarded([=] {
    if (pstate < 0 || pstate >= sgw_host_pstates(host))
      return fail(std::string("Host '") + sgw_host_name(host) + "' has no pstate " + std::to_string(pstate));
    switching_host = true;
    hosts[host]->set_pstate(pstate);
    switching_host = false;
    return 0;
  });
}

SGW_API int sgw_host_switch(int host, int on)
{
  return guarded([=] {
    if (not on && cpu_count[host] > 0)
      return fail(std::string("Host '") + sgw_host_name(host) + "' cannot go off: " + std::to_string(cpu_count[host]) +
                  " CPU actions live on it");
    switching_host = true;
    if (on)
      hosts[host]->turn_on();
    else
      hosts[host]->turn_off();
    switching_host = false;
    return 0;
  });
}

// ---------------------------------------------------------------------------------------------------- energy

SGW_API double sgw_host_energy(int host)
{
  return guarded([=] { return sg_host_get_consumed_energy(hosts[host]); });
}
SGW_API double sgw_host_power(int host)
{
  return guarded([=] { return sg_host_get_current_consumption(hosts[host]); });
}
SGW_API double sgw_host_power_idle(int host)
{
  return guarded([=] { return sg_host_get_idle_consumption_at(hosts[host], hosts[host]->get_pstate()); });
}
SGW_API double sgw_host_power_min(int host)
{
  return guarded([=] { return sg_host_get_wattmin_at(hosts[host], hosts[host]->get_pstate()); });
}
SGW_API double sgw_host_power_max(int host)
{
  return guarded([=] { return sg_host_get_wattmax_at(hosts[host], hosts[host]->get_pstate()); });
}

// ---------------------------------------------------------------------------------------------------- CPU

SGW_API int sgw_cpu_start(int host, int cores)
{
  return guarded([=] {
    if (not hosts[host]->is_on())
      return fail(std::string("Host '") + sgw_host_name(host) + "' is off: nothing can run on it");
    settle_energy(host);
    auto* action = hosts[host]->get_cpu()->execution_start(1.0, cores, -1);
    // IGNORED: the action takes its share of the CPU but never ends, so it needs no place in the heap of completions
    action->set_state(Action::State::IGNORED);
    action->set_sharing_penalty(1.0 / cores); // resume() restores this one, not the penalty of the constructor
    Cpu cpu{action, host, cores};
    apply_demand(cpu, 0);
    cpu_count[host]++;
    return place(cpus, free_cpus, cpu);
  });
}

SGW_API int sgw_cpu_demand(int action, double demand)
{
  return guarded([=] {
    settle_energy(cpus[action].host);
    apply_demand(cpus[action], demand);
    return 0;
  });
}

SGW_API double sgw_cpu_rate(int action) { return cpus[action].action->get_rate(); }

SGW_API int sgw_cpu_stop(int action)
{
  return guarded([=] {
    Cpu& cpu = cpus[action];
    settle_energy(cpu.host);
    cpu_count[cpu.host]--;
    cpu.action->unref();
    cpu.action = nullptr;
    free_cpus.push_back(action);
    return 0;
  });
}

// ---------------------------------------------------------------------------------------------------- network

SGW_API int sgw_flow_start(int from, int to, double bytes, double rate)
{
  return guarded([=] {
    const auto& model = hosts[from]->get_netpoint()->get_englobing_zone()->get_network_model();
    auto* action = model->communicate(hosts[from], hosts[to], bytes, rate);
    int flow     = place(flows, free_flows, action);
    flow_index[action] = flow;
    return flow;
  });
}

SGW_API double sgw_flow_remaining(int flow)
{
  return guarded([=] { return flows[flow]->get_remains(); });
}

SGW_API int sgw_flow_cancel(int flow)
{
  return guarded([=] {
    Action* action = flows[flow];
    flow_index.erase(action);
    flows[flow] = nullptr;
    free_flows.push_back(flow);
    action->cancel();
    action->unref();
    return 0;
  });
}

SGW_API int sgw_link_count() { return static_cast<int>(links.size()); }
SGW_API const char* sgw_link_name(int link) { return links[link]->get_cname(); }
SGW_API const char* sgw_link_property(int link, const char* key) { return links[link]->get_property(key); }
SGW_API double sgw_link_bandwidth(int link) { return links[link]->get_bandwidth(); }
SGW_API double sgw_link_latency(int link) { return links[link]->get_latency(); }
SGW_API double sgw_link_load(int link) { return links[link]->get_usage(); }

SGW_API int sgw_route_find(int from, int to)
{
  return guarded([=] {
    std::vector<Link*> route;
    route_latency = 0;
    hosts[from]->route_to(hosts[to], route, &route_latency);
    route_links.clear();
    for (const auto* link : route) {
      auto it = link_index.find(link);
      route_links.push_back(it == link_index.end() ? -1 : it->second); // -1: the loopback that SimGrid adds by itself
    }
    return static_cast<int>(route_links.size());
  });
}

SGW_API double sgw_route_latency() { return route_latency; }
SGW_API const int* sgw_route_links() { return route_links.data(); }
}
