/* Energy of links, by SimGrid's link_energy plugin: between the watts of `wattage_range`, linear in the bytes/s that the
 * link carries. `wattage_off` stands in the plugin's documentation, but SimGrid 3.32 never reads it: a link that is off
 * draws what an idle one does.
 *
 * The plugin takes a link's present usage for all the time since it last looked, and it looks when one of SimGrid's
 * communications over that link begins or ends. Flows are no such communications here; and with SimGrid's, too, the
 * usage of a link changes when flows elsewhere make room for its own. So each link that carries a flow is looked at
 * after every step of time, in which usages are constant. One that carries none is idle however long the wait. */
#include "state.hpp"

#include <simgrid/plugins/energy.h>

#include "src/kernel/lmm/maxmin.hpp"
#include "src/kernel/resource/StandardLinkImpl.hpp"

#include <algorithm>

using namespace sgw;
using simgrid::kernel::resource::Action;
using simgrid::kernel::resource::StandardLinkImpl;
using simgrid::s4u::Link;

namespace {

bool enabled = false;
std::vector<int> flows_over; /* per link */
std::vector<int> in_use;     /* links with such flows */

bool has_energy(int link)
{
  return state.links[link]->get_sharing_policy() != Link::SharingPolicy::WIFI;
}

void settle(int link)
{
  sg_link_get_consumed_energy(state.links[link]);
}

/* The links that share what a flow gets: those on its way, and with cross-traffic those of its way back. */
template <class Visit> void for_each_link(const Action& flow, Visit visit)
{
  const auto* variable = flow.get_variable();
  if (variable == nullptr) // a network model that shares nothing
    return;
  for (size_t i = 0; i < variable->get_number_of_constraint(); i++) {
    auto* resource = dynamic_cast<StandardLinkImpl*>(variable->get_constraint(i)->get_id());
    if (resource == nullptr)
      continue;
    auto it = state.link_index.find(resource->get_iface());
    if (it != state.link_index.end() && has_energy(it->second))
      visit(it->second);
  }
}

std::pair<double, double> parse_wattage(const Link& link, const char* text)
{
  const std::string range = text;
  const auto colon        = range.find(':');
  try {
    size_t idle_end = 0;
    size_t busy_end = 0;
    const std::pair<double, double> watts{std::stod(range.substr(0, colon), &idle_end),
                                          std::stod(range.substr(std::min(colon + 1, range.size())), &busy_end)};
    if (colon != std::string::npos && idle_end == colon && colon + 1 + busy_end == range.size())
      return watts;
  } catch (const std::exception&) {
    // the same complaint
  }
  throw std::invalid_argument("Link '" + link.get_name() + "': wattage_range is '" + range + "', not idle:busy in watts");
}

} // namespace

bool sgw::link_energy_is_enabled()
{
  return enabled;
}

/* The properties of a split-duplex link stay with the pair, which carries nothing, and the plugin would not find them at
 * the two directions, which do. Each draws half. */
void sgw::share_link_wattage(const simgrid::s4u::SplitDuplexLink& pair)
{
  const char* range = pair.get_property("wattage_range");
  if (not enabled || range == nullptr)
    return;
  const auto [idle, busy] = parse_wattage(pair, range);
  char half[64];
  std::snprintf(half, sizeof half, "%.17g:%.17g", idle / 2, busy / 2);
  for (auto* direction : {pair.get_link_up(), pair.get_link_down()})
    direction->set_property("wattage_range", half);
}

void sgw::link_energy_flow_started(const Action& flow)
{
  if (not enabled)
    return;
  flows_over.resize(state.links.size());
  for_each_link(flow, [](int link) {
    if (flows_over[link]++ > 0)
      return;
    settle(link);
    in_use.push_back(link);
  });
}

void sgw::link_energy_flow_ends(const Action& flow)
{
  if (not enabled)
    return;
  for_each_link(flow, [](int link) {
    if (--flows_over[link] == 0)
      in_use.erase(std::find(in_use.begin(), in_use.end(), link));
  });
}

void sgw::settle_link_energy()
{
  for (int link : in_use)
    settle(link);
}

SGW_API int sgw_link_energy_enable()
{
  return guarded([] {
    sg_link_energy_plugin_init();
    Link::on_creation_cb([](const Link& link) {
      if (const char* range = link.get_property("wattage_range"))
        parse_wattage(link, range); // the plugin would complain in the middle of a simulation only
    });
    enabled = true;
    return 0;
  });
}

SGW_API double sgw_link_energy(int link)
{
  return guarded([=]() -> double {
    if (not enabled || not has_energy(link)) {
      fail(enabled ? "SimGrid has no link energy for Wi-Fi" : "Link energy was not switched on");
      return std::numeric_limits<double>::quiet_NaN();
    }
    return sg_link_get_consumed_energy(state.links[link]);
  });
}
