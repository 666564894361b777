# Warnings, hardening and sanitizers as one INTERFACE target, linked PRIVATE and never exported.
include(CheckCCompilerFlag)
add_library(norm_flags INTERFACE)

set(warnings
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes
  -Wmissing-prototypes -Wold-style-definition -Wundef -Wcast-qual -Wwrite-strings -Wvla
  -Wswitch-enum -Wdouble-promotion -Wnull-dereference -Wformat=2 -Wdate-time
  -Wimplicit-fallthrough -Wredundant-decls)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
  list(APPEND warnings -Wcast-align=strict -Wduplicated-cond -Wduplicated-branches -Wlogical-op
    -Wjump-misses-init -Wformat-signedness -Wtrampolines)
elseif(CMAKE_C_COMPILER_ID MATCHES "Clang")
  list(APPEND warnings -Wcomma -Wshorten-64-to-32 -Wconditional-uninitialized -Wextra-semi
    -Wmissing-variable-declarations)
endif()
target_compile_options(norm_flags INTERFACE ${warnings})
if(NORM_WERROR)
  target_compile_options(norm_flags INTERFACE -Werror)
endif()

# Results must be the same bits on every machine: no fused multiply-add.
target_compile_options(norm_flags INTERFACE -ffp-contract=off)

if(NORM_SANITIZE)
  target_compile_options(norm_flags INTERFACE -fsanitize=${NORM_SANITIZE}
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(norm_flags INTERFACE -fsanitize=${NORM_SANITIZE})
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
  check_c_compiler_flag(-fcf-protection=full has_cf_protection)
  target_compile_options(norm_flags INTERFACE -fstack-protector-strong -fstack-clash-protection
    $<$<BOOL:${has_cf_protection}>:-fcf-protection=full>)
  target_compile_definitions(norm_flags INTERFACE _FORTIFY_SOURCE=2)
  target_link_options(norm_flags INTERFACE -Wl,-z,relro,-z,now -Wl,-z,noexecstack -Wl,--as-needed)
endif()
