#include "case_file.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace {

// The words of one line. Benchmark cases have 1e5 lines, hence no stream per line.
class Words {
  std::string_view rest_;

public:
  explicit Words(std::string_view line) : rest_(line.substr(0, line.find('#'))) {}

  // Empty at the end of the line.
  std::string_view optional()
  {
    const auto begin = std::min(rest_.find_first_not_of(" \t\r"), rest_.size());
    const auto end   = std::min(rest_.find_first_of(" \t\r", begin), rest_.size());
    const auto word  = rest_.substr(begin, end - begin);
    rest_.remove_prefix(end);
    return word;
  }

  std::string_view word()
  {
    const auto word = optional();
    if (word.empty())
      throw std::runtime_error("a word is missing");
    return word;
  }

  double number()
  {
    const auto text       = word();
    double value          = 0;
    const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (bad != std::errc() || end != text.data() + text.size())
      throw std::runtime_error("not a number: " + std::string(text));
    return value;
  }
};

class Reader {
  CaseFile case_;
  std::unordered_map<std::string, std::size_t> vmIndex_;

  std::size_t vm(std::string_view name) const
  {
    const auto found = vmIndex_.find(std::string(name));
    if (found == vmIndex_.end())
      throw std::runtime_error("no such VM: " + std::string(name));
    return found->second;
  }

  void readVm(Words& words)
  {
    VmSpec vm;
    vm.name                = words.word();
    vm.vcpus               = static_cast<int>(words.number());
    vm.ramBytes            = static_cast<std::uint64_t>(words.number());
    vm.host                = words.word();
    vm.workingSetBytes     = static_cast<std::uint64_t>(words.number());
    vm.dirtyBytesPerSecond = words.number();
    vmIndex_.emplace(vm.name, case_.vms.size());
    case_.vms.push_back(std::move(vm));
  }

  static bool isEvent(std::string_view directive)
  {
    static const std::unordered_set<std::string_view> events{"load",   "move", "arrive", "depart", "pstate",
                                                             "switch", "task", "flow"};
    return events.count(directive) > 0;
  }

  // Words are read in the order of the braces.
  void readEvent(std::string_view directive, Words& words)
  {
    const double timeS = words.number();
    const auto text    = [&words] { return std::string(words.word()); };
    const auto add     = [this, timeS](auto what) { case_.events.push_back({timeS, std::move(what)}); };
    if (directive == "load")
      add(LoadChange{vm(words.word()), words.number()});
    else if (directive == "move")
      add(Move{vm(words.word()), text()});
    else if (directive == "arrive") {
      const auto index         = vm(words.word());
      case_.vms[index].arrives = true;
      add(Arrival{index});
    } else if (directive == "depart")
      add(Departure{vm(words.word())});
    else if (directive == "pstate")
      add(PstateChange{text(), static_cast<unsigned long>(words.number())});
    else if (directive == "switch")
      add(Switch{text(), words.number() != 0});
    else if (directive == "task")
      add(Task{text(), static_cast<int>(words.number()), words.number()});
    else
      add(Flow{text(), text(), static_cast<std::uint64_t>(words.number())});
  }

public:
  void read(std::string_view line)
  {
    Words words(line);
    const auto directive = words.optional();
    if (isEvent(directive))
      readEvent(directive, words);
    else if (directive == "vm")
      readVm(words);
    else if (directive == "platform")
      case_.platform = words.word();
    else if (directive == "config")
      case_.configs.emplace_back(words.word());
    else if (directive == "end")
      case_.endS = words.number();
    else if (directive == "setup")
      case_.setupS = words.number();
    else if (directive == "bandwidth")
      case_.bandwidthBytesPerSecond = words.number();
    else if (directive == "sleep")
      case_.sleep = words.number() != 0;
    else if (directive == "link-energy")
      case_.linkEnergy = words.number() != 0;
    else if (directive == "keep")
      case_.keep.emplace_back(words.word());
    else if (not directive.empty())
      throw std::runtime_error("unknown directive: " + std::string(directive));
  }

  CaseFile finish()
  {
    std::stable_sort(case_.events.begin(), case_.events.end(), [](const Event& a, const Event& b) {
      return a.timeS != b.timeS ? a.timeS < b.timeS : a.isMove() < b.isMove();
    });
    return std::move(case_);
  }
};

} // namespace

CaseFile readCase(const std::string& path)
{
  std::ifstream file(path);
  if (not file)
    throw std::runtime_error(path + ": cannot open");

  Reader reader;
  std::string line;
  for (int number = 1; std::getline(file, line); number++)
    try {
      reader.read(line);
    } catch (const std::runtime_error& error) {
      throw std::runtime_error(path + ":" + std::to_string(number) + ": " + error.what());
    }
  return reader.finish();
}
