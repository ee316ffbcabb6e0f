/** What the wasm is built from. Change a pin, and every cached build is stale: the cache key covers this file. */
export const SIMGRID_VERSION = '3.32';
export const SIMGRID_TARBALL_SHA256 = '4b413d8e9d9b29b8e086b2f3edaec5b1149d7eb52b2e134f1ed13d30891ece7b';
export const DEBIAN_SOURCE = 'simgrid=3.32-2';
export const DEBIAN_PACKAGES = ['emscripten', 'libboost-dev', 'dpkg-dev', 'xz-utils'];

/** The simulation core, and nothing else of SimGrid: folders below src/, then single files. */
export const SOURCE_FOLDERS = ['xbt', 'kernel', 's4u', 'plugins', 'surf', 'simix', 'simgrid', 'instr'];
export const SOURCE_FILES = [
  'mc/mc_base.cpp',
  'mc/mc_config.cpp',
  'mc/mc_global.cpp',
  'mc/mc_record.cpp',
  'mc/transition/Transition.cpp',
];
/** Left out, with the reason. */
export const EXCLUDED = [
  /_test\.cpp$|unit-tests_main/, // SimGrid's own tests
  /ContextRaw|ContextBoost|ContextUnix|ContextSwapped/, // no actors here: the thread factory only names maestro
  /lmm\/bmf|ProducerConsumer|network_ns3|network_ib|network_smpi|surf\/ns3/, // need Eigen, actors, ns-3, MPI
  /xbt\/mmalloc|xbt\/automaton|xbt\/memory_map|xbt\/parmap/, // model checker and parallel contexts
  /simgrid_dtd\.c$/, // is included by surfxml_sax_cb.cpp
];

/** As seen from the source's folder. */
export const INCLUDE_FOLDERS = ['.', 'include', 'src/include', '../boost', '../shim'];
export const COMPILE_FLAGS = ['-O3', '-DNDEBUG', '-fwasm-exceptions', '-w'];
export const CXX_FLAGS = ['-std=c++17'];
export const LINK_FLAGS = [
  '-O3',
  '-fwasm-exceptions',
  '--no-entry',
  '-sMODULARIZE=1',
  '-sEXPORT_ES6=1',
  '-sEXPORT_NAME=createSimGrid',
  '-sENVIRONMENT=web,worker',
  '-sUSE_ES6_IMPORT_META=0',
  '-sALLOW_MEMORY_GROWTH=1',
  '-sMAXIMUM_MEMORY=4GB',
  '-sINITIAL_MEMORY=16MB',
  '-sTOTAL_STACK=1MB',
  '-sFORCE_FILESYSTEM=1',
  '-sDYNAMIC_EXECUTION=0',
  '-sSUPPORT_LONGJMP=0',
  '-sEXPORTED_RUNTIME_METHODS=FS,UTF8ToString,stringToUTF8,lengthBytesUTF8',
  '-sEXPORTED_FUNCTIONS=_malloc,_free',
];

/** What SimGrid's CMake would have found out about this platform. */
export const GENERATED_HEADERS = {
  'include/simgrid/config.h': `#pragma once
#include <xbt/base.h>
#define SIMGRID_HAVE_MSG 0
#define SIMGRID_HAVE_MALLOCATOR 1
#define SIMGRID_HAVE_MC 0
#define SIMGRID_HAVE_NS3 0
#define SIMGRID_HAVE_EIGEN3 0
`,
  'include/simgrid/version.h': `#pragma once
#define SIMGRID_GIT_VERSION "release"
#define SIMGRID_VERSION_MAJOR 3
#define SIMGRID_VERSION_MINOR 32
#define SIMGRID_VERSION_PATCH 0
#define SIMGRID_INSTALL_PREFIX "/"
SG_BEGIN_DECL
XBT_PUBLIC void sg_version_get(int* major, int* minor, int* patch);
XBT_PUBLIC void sg_version();
SG_END_DECL
#define SIMGRID_VERSION (100UL * (100UL * (SIMGRID_VERSION_MAJOR) + (SIMGRID_VERSION_MINOR)) + (SIMGRID_VERSION_PATCH))
#define SIMGRID_VERSION_STRING "SimGrid version 3.32"
`,
  'src/internal_config.h': `#pragma once
#include "simgrid/config.h"
#define HAVE_UNISTD_H 1
#define HAVE_GETTIMEOFDAY 1
#define HAVE_POSIX_GETTIME 1
#define HAVE_NANOSLEEP 1
#define HAVE_SYSCONF 1
#define HAVE_VASPRINTF 1
#define HAVE_MMAP 0
#define HAVE_SMPI 0
#define PTH_STACKGROWTH -1
`,
};
