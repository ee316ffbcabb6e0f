/* What the parts of the shim share: the things that numbers stand for, the events of the last advance, the last error.
 *
 * Everything runs in maestro: resources' actions are created directly on SimGrid's models, completions are collected
 * after EngineImpl::solve(). That is the layer on which SimGrid's own activities stand, without the per-event cost of
 * actors and of run_until(). */
#pragma once

#include "simgrid_wasm.h"

#include <simgrid/Exception.hpp>
#include <simgrid/s4u.hpp>

#include "src/kernel/resource/CpuImpl.hpp"

#include <emscripten.h>

#include <limits>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

#define SGW_API extern "C" EMSCRIPTEN_KEEPALIVE

namespace sgw {

/* A number stands for nothing: nothing yet, or nothing any more. */
struct NoSuchThing : std::exception {
  const char* argument;

  explicit NoSuchThing(const char* argument) : argument(argument) {}
};

/* Things by number; numbers of things that are gone are given out again. */
template <class Item> class Numbered {
  const char* name_; /* of the parameter that such a number is passed for */
  std::vector<Item> items_;
  std::vector<bool> live_;
  std::vector<int> free_;

public:
  explicit Numbered(const char* name) : name_(name) {}

  Item& operator[](int id)
  {
    if (id < 0 || id >= static_cast<int>(items_.size()) || not live_[id])
      throw NoSuchThing(name_);
    return items_[id];
  }

  int add(Item item)
  {
    if (free_.empty()) {
      items_.push_back(item);
      live_.push_back(true);
      return static_cast<int>(items_.size()) - 1;
    }
    int id = free_.back();
    free_.pop_back();
    items_[id] = item;
    live_[id]  = true;
    return id;
  }

  void remove(int id)
  {
    items_[id] = Item{};
    live_[id]  = false;
    free_.push_back(id);
  }
};

struct Cpu {
  simgrid::kernel::resource::CpuAction* action = nullptr;
  int host                                     = -1;
  int cores                                    = 0;
};

struct State {
  std::vector<simgrid::s4u::Host*> hosts;
  std::vector<int> cpu_count;  /* CPU actions per host */
  std::vector<bool> host_down; /* by its availability profile */
  std::unordered_map<const simgrid::s4u::Host*, int> host_index;
  std::vector<simgrid::s4u::Link*> links;
  std::unordered_map<const simgrid::s4u::Link*, int> link_index;
  Numbered<Cpu> cpus{"action"};
  Numbered<simgrid::kernel::resource::Action*> flows{"flow"};
  std::unordered_map<const simgrid::kernel::resource::Action*, int> flow_index;

  std::vector<unsigned char> event_kinds;
  std::vector<int> event_subjects;
  bool switching_host = false; /* a switch that the caller asked for is not an event */
};

extern State state;

void report(sgw_event_kind kind, int subject);

/* Sets the last error; returns the status of a failure. */
int fail(std::string message, std::string file = "", int line = 0);

/* Sets the last error: the number that was passed for this parameter stands for nothing. */
void fail_argument(const char* argument);

/* Sets the last error from SimGrid's "Parse error at FILE:LINE: MESSAGE". */
void fail_parsing(const std::string& what);

/* Keeps a text until the next one is handed out. */
const char* hand_out(std::string text);

/* Follows the availability profiles of all hosts. */
void watch_availability();

/* Energy of the interval that ends now is taken at the power that held in it; the plugin does not see a changed bound. */
void settle_energy(int host);

/* Energy of links: which of them carry something. Nothing happens unless it is enabled. */
bool link_energy_is_enabled();
void share_link_wattage(const simgrid::s4u::SplitDuplexLink& pair);
void link_energy_flow_started(const simgrid::kernel::resource::Action& flow);
void link_energy_flow_ends(const simgrid::kernel::resource::Action& flow);
void settle_link_energy();

/* Runs `body`; an exception becomes an error status, and never leaves this side. */
template <class Body> auto guarded(Body body) -> decltype(body())
{
  using Result = decltype(body());
  try {
    return body();
  } catch (const simgrid::ParseError& e) {
    fail_parsing(e.what());
  } catch (const NoSuchThing& e) {
    fail_argument(e.argument);
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

} // namespace sgw
