/* Errors, and what they and the events are told by. */
#include "state.hpp"

#include <simgrid/plugins/energy.h>

#include <cstdlib>

namespace sgw {

State state;

namespace {
struct {
  std::string message;
  std::string argument;
  std::string file;
  int line = 0;
} error;
std::string returned;
} // namespace

void report(sgw_event_kind kind, int subject)
{
  state.event_kinds.push_back(kind);
  state.event_subjects.push_back(subject);
}

int fail(std::string message, std::string file, int line)
{
  error.message = std::move(message);
  error.argument.clear();
  error.file    = std::move(file);
  error.line    = line;
  return -1;
}

void fail_argument(const char* argument)
{
  fail("");
  error.argument = argument;
}

void fail_parsing(const std::string& what)
{
  auto file_start   = what.find("at ") + 3;
  auto colon        = what.find(": ", file_start);
  std::string place = what.substr(file_start, colon - file_start);
  auto line_start   = place.rfind(':');
  fail(what.substr(colon + 2), place.substr(0, line_start), std::atoi(place.c_str() + line_start + 1));
}

const char* hand_out(std::string text)
{
  returned = std::move(text);
  return returned.c_str();
}

void settle_energy(int host)
{
  sg_host_get_consumed_energy(state.hosts[host]);
}

} // namespace sgw

using namespace sgw;

SGW_API const char* sgw_error_message() { return error.message.c_str(); }
SGW_API const char* sgw_error_argument() { return error.argument.c_str(); }
SGW_API const char* sgw_error_file() { return error.file.c_str(); }
SGW_API int sgw_error_line() { return error.line; }
