// A replay case: the platform, the VMs and every load change and move, in the order they happen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

struct VmSpec {
  std::string name;
  int vcpus;
  std::uint64_t ramBytes;
  std::string host;
  std::uint64_t workingSetBytes;
  double dirtyBytesPerSecond; // at full load
};

// A load change, or a move when `destination` is not empty.
struct Event {
  double timeS;
  std::size_t vm; // index into CaseFile::vms
  double load;    // fraction of the VM's vCPUs, 0..1
  std::string destination;

  bool isMove() const { return not destination.empty(); }
};

struct CaseFile {
  std::string platform;
  std::vector<std::string> configs; // "key:value", as SimGrid takes them
  double endS = 0;
  double setupS = 0;
  double bandwidthBytesPerSecond = 1e15; // cap on one migration flow; the default is no cap
  bool sleep = false;
  std::vector<std::string> keep; // hosts that never sleep
  std::vector<VmSpec> vms;
  std::vector<Event> events; // by time; at equal times loads before moves, then as in the file
};

// Throws std::runtime_error("<path>:<line>: <what is wrong>").
CaseFile readCase(const std::string& path);
