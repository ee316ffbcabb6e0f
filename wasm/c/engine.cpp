/* The engine: configuration, platform, time. */
#include "state.hpp"

#include <simgrid/plugins/energy.h>
#include <simgrid/version.h>
#include <xbt/config.hpp>
#include <xbt/log.h>

#include "src/kernel/EngineImpl.hpp"
#include "src/kernel/resource/profile/FutureEvtSet.hpp"

#include <csignal>

using namespace sgw;
using simgrid::kernel::EngineImpl;
using simgrid::kernel::resource::Action;
using simgrid::s4u::Host;
using simgrid::s4u::Link;

namespace {

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

void on_host_changed(Host const& host)
{
  if (state.switching_host)
    return;
  if (auto it = state.host_index.find(&host); it != state.host_index.end())
    report(SGW_HOST_CHANGED, it->second);
}

void collect_ended()
{
  for (auto* model : EngineImpl::get_instance()->get_all_models()) {
    auto collect = [](Action* action, sgw_event_kind kind) {
      auto it = state.flow_index.find(action);
      if (it == state.flow_index.end())
        return; // a CPU action that failed with its host: it stays until sgw_cpu_stop
      int flow = it->second;
      state.flow_index.erase(it);
      state.flows.remove(flow);
      link_energy_flow_ends(*action);
      action->unref();
      report(kind, flow);
    };
    while (auto* action = model->extract_failed_action())
      collect(action, SGW_FLOW_FAILED);
    while (auto* action = model->extract_done_action())
      collect(action, SGW_FLOW_DONE);
  }
}

/* The link_energy plugin looks at a link's bandwidth when time has passed: by then a profile has changed it. Time
 * therefore stops a moment before any profile's next event. */
double before_next_profile_event(double until)
{
  constexpr double MOMENT = 1e-12; /* of the time; in it, nobody measures a joule */
  const double now        = EngineImpl::get_clock();
  const double event      = simgrid::kernel::profile::future_evt_set.next_date();
  const double before     = event * (1 - MOMENT);
  return event >= 0 && before > now && (until < 0 || before < until) ? before : until;
}

} // namespace

/* SimGrid installs a handler for stack overflows; there are no signals here. */
extern "C" int sigaltstack(const stack_t*, stack_t* old)
{
  if (old != nullptr)
    old->ss_flags = SS_DISABLE;
  return 0;
}

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
      if (state.host_index.emplace(&host, static_cast<int>(state.hosts.size())).second)
        state.hosts.push_back(&host);
    });
    Link::on_creation_cb([](Link& link) {
      // the two directions of a split-duplex link are links of their own; the pair of them carries nothing
      if (const auto* pair = dynamic_cast<simgrid::s4u::SplitDuplexLink*>(&link)) {
        share_link_wattage(*pair);
        return;
      }
      if (state.link_index.emplace(&link, static_cast<int>(state.links.size())).second)
        state.links.push_back(&link);
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
    state.cpu_count.assign(state.hosts.size(), 0);
    watch_availability();
    return static_cast<int>(state.hosts.size());
  });
}

SGW_API double sgw_engine_clock() { return EngineImpl::get_clock(); }

SGW_API int sgw_engine_advance(double until)
{
  return guarded([until] {
    state.event_kinds.clear();
    state.event_subjects.clear();
    const double date = link_energy_is_enabled() ? before_next_profile_event(until) : until;
    if (EngineImpl::get_instance()->solve(date < 0 ? -1 : date) < 0)
      return fail("Nothing is left to happen, and there is no time to stop at");
    settle_link_energy();
    collect_ended();
    return static_cast<int>(state.event_kinds.size());
  });
}

SGW_API const unsigned char* sgw_event_kinds() { return state.event_kinds.data(); }
SGW_API const int* sgw_event_subjects() { return state.event_subjects.data(); }
