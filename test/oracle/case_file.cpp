#include "case_file.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <unordered_map>

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

public:
  void read(std::string_view line)
  {
    Words words(line);
    const auto directive = words.optional();
    if (directive == "load") {
      const double timeS = words.number();
      const auto index   = vm(words.word());
      case_.events.push_back({timeS, index, words.number(), ""});
    } else if (directive == "move") {
      const double timeS = words.number();
      const auto index   = vm(words.word());
      case_.events.push_back({timeS, index, 0, std::string(words.word())});
    } else if (directive == "vm")
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
