/* Flows, links and routes. */
#include "state.hpp"

#include <simgrid/kernel/routing/NetPoint.hpp>
#include <simgrid/kernel/routing/NetZoneImpl.hpp>

#include "src/kernel/resource/NetworkModel.hpp"
#include "src/kernel/resource/StandardLinkImpl.hpp"

using namespace sgw;
using simgrid::kernel::resource::Action;
using simgrid::s4u::Link;

namespace {
std::vector<int> route_links;
double route_latency = 0;
} // namespace

SGW_API int sgw_flow_start(int from, int to, double bytes, double rate)
{
  return guarded([=] {
    const auto& model = state.hosts[from]->get_netpoint()->get_englobing_zone()->get_network_model();
    auto* action = model->communicate(state.hosts[from], state.hosts[to], bytes, rate);
    int flow     = state.flows.add(action);
    state.flow_index[action] = flow;
    link_energy_flow_started(*action);
    return flow;
  });
}

SGW_API double sgw_flow_remaining(int flow)
{
  return guarded([=] { return state.flows[flow]->get_remains(); });
}

SGW_API int sgw_flow_cancel(int flow)
{
  return guarded([=] {
    Action* action = state.flows[flow];
    state.flow_index.erase(action);
    state.flows.remove(flow);
    link_energy_flow_ends(*action);
    action->cancel();
    action->unref();
    return 0;
  });
}

SGW_API int sgw_link_count() { return static_cast<int>(state.links.size()); }
SGW_API const char* sgw_link_name(int link) { return state.links[link]->get_cname(); }
SGW_API const char* sgw_link_property(int link, const char* key) { return state.links[link]->get_property(key); }
SGW_API double sgw_link_bandwidth(int link) { return state.links[link]->get_bandwidth(); }
SGW_API double sgw_link_latency(int link) { return state.links[link]->get_latency(); }
SGW_API double sgw_link_load(int link) { return state.links[link]->get_usage(); }

SGW_API int sgw_route_find(int from, int to)
{
  return guarded([=] {
    std::vector<Link*> route;
    route_latency = 0;
    state.hosts[from]->route_to(state.hosts[to], route, &route_latency);
    route_links.clear();
    for (const auto* link : route) {
      auto it = state.link_index.find(link);
      route_links.push_back(it == state.link_index.end() ? -1 : it->second); // -1: the loopback that SimGrid adds by itself
    }
    return static_cast<int>(route_links.size());
  });
}

SGW_API double sgw_route_latency() { return route_latency; }
SGW_API const int* sgw_route_links() { return route_links.data(); }
