// The simulation of one case with actors, VMs and SimGrid's live migration.
//
// Hosts may differ in speed, but SimGrid creates a VM's execs at the speed of its first host: on a faster host the VM is
// billed for load x vCPUs x that host's speed, while its execs, and so its dirty pages, keep to the first host's pace.

#pragma once

#include "case_file.hpp"

#include <simgrid/s4u.hpp>

#include <queue>
#include <string>
#include <unordered_map>
#include <vector>

struct Migration {
  std::string vm, source, destination;
  double acceptedS  = 0;
  double suspendedS = 0;
  double endS       = 0;
  int sends         = 0;
  double stage1Bytes = 0, stage2Bytes = 0, stage3Bytes = 0;

  int stage2Rounds() const { return sends - 2; } // stages 1 and 3 are one send each
};

class Replay {
  struct HostState {
    simgrid::s4u::Host* host;
    bool keep  = false; // never sleeps
    int vms    = 0;     // VMs that run here
    int moving = 0;     // accepted migrations that leave from or arrive here
  };

  struct VmState {
    const VmSpec* spec;
    HostState* host;
    simgrid::s4u::VirtualMachine* vm = nullptr; // before it arrives, after it departed
    simgrid::s4u::ActorPtr guest{}; // owns the execs that load the VM
    // Tells the guest to look whether there is load left.
    simgrid::s4u::SemaphorePtr idle = simgrid::s4u::Semaphore::create(0);
    double load                     = 0;
    bool stopped                    = false;   // by SimGrid, for stage 3
    HostState* target               = nullptr; // while a migration is accepted and not ended
    simgrid::s4u::Mailbox* channel  = nullptr; // the migration's data mailbox
    Migration migration{};
  };

  const CaseFile& case_;
  std::unordered_map<std::string, HostState> hosts_;
  std::vector<VmState> vms_;
  std::unordered_map<const simgrid::s4u::Host*, VmState*> byVm_;
  std::unordered_map<const simgrid::s4u::Mailbox*, VmState*> byChannel_;
  std::vector<Event>::const_iterator next_;
  std::queue<VmState*> setups_; // of accepted migrations, in their order
  std::vector<Migration> finished_;
  std::vector<double> tasksDoneFlop_;
  std::vector<double> flowEndsS_;

  HostState& host(const std::string& name);
  void createVm(VmState& state);
  void destroy(simgrid::s4u::VirtualMachine* vm);
  void lose(const simgrid::s4u::Host& host);
  void apply(const LoadChange& change);
  void apply(const Move& move);
  void apply(const Arrival& arrival);
  void apply(const Departure& departure);
  void apply(const PstateChange& change);
  void apply(const Switch& change);
  void apply(const Task& task);
  void apply(const Flow& flow);
  static void guest(VmState& vm, double flops);
  void begin();
  void step();
  void setLoad(VmState& vm, double load);
  void applyLoad(VmState& vm);
  void accept(VmState& vm, HostState& target);
  void migrate(VmState& vm);
  void count(const simgrid::s4u::Comm& comm);
  void stopped(VmState& vm);
  void arrived(VmState& vm);
  void sleepIfUnused(HostState& host);

public:
  // The engine must have loaded the case's platform. Throws std::runtime_error for a host that is not in it.
  explicit Replay(const CaseFile& c);

  // Until exactly the case's end.
  void run(const simgrid::s4u::Engine& engine);

  // In the order they ended.
  const std::vector<Migration>& finished() const { return finished_; }

  // In the order they began.
  const std::vector<double>& tasksDoneFlop() const { return tasksDoneFlop_; }
  const std::vector<double>& flowEndsS() const { return flowEndsS_; }

  // Those of the platform, without the one that SimGrid adds by itself.
  static std::vector<simgrid::s4u::Link*> links();
};
