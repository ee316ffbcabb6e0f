// A replay case: the platform, the VMs and all that happens, in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

struct VmSpec {
  std::string name;
  int vcpus;
  std::uint64_t ramBytes;
  std::string host;
  std::uint64_t workingSetBytes;
  double dirtyBytesPerSecond; // at full load
  bool arrives = false;       // during the run, instead of being there from the start
};

// What may happen. `vm` is an index into CaseFile::vms.
struct LoadChange {
  std::size_t vm;
  double load; // fraction of the VM's vCPUs, 0..1
};
struct Move {
  std::size_t vm;
  std::string destination;
};
struct Arrival {
  std::size_t vm;
};
struct Departure {
  std::size_t vm;
};
struct PstateChange {
  std::string host;
  unsigned long pstate;
};
struct Switch { // VMs on a host that goes off are gone
  std::string host;
  bool on;
};
struct Task { // beside the VMs, on so many cores, until endS
  std::string host;
  int cores;
  double endS;
};
struct Flow {
  std::string source, destination;
  std::uint64_t bytes;
};

struct Event {
  double timeS;
  std::variant<LoadChange, Move, Arrival, Departure, PstateChange, Switch, Task, Flow> what;

  bool isMove() const { return std::holds_alternative<Move>(what); }
};

struct CaseFile {
  std::string platform;
  std::vector<std::string> configs; // "key:value", as SimGrid takes them
  double endS = 0;
  double setupS = 0;
  double bandwidthBytesPerSecond = 1e15; // cap on one migration flow; the default is no cap
  bool sleep = false;
  std::vector<std::string> keep; // hosts that never sleep
  bool linkEnergy = false;
  std::vector<VmSpec> vms;
  std::vector<Event> events; // by time; at equal times moves last, else as in the file
};

// Throws std::runtime_error("<path>:<line>: <what is wrong>").
CaseFile readCase(const std::string& path);
